import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { abilityFor, type KontorAbility } from '#core/ability'
import { notFound } from '#core/errors'
import * as tenancy from '#core/tenancy'
import { signedInSeat } from '#identity/signed_in_user'
import type { Membership } from '#identity/user'

export interface SignedInMember {
  id: string
  name: string
  role: Membership['role']
  userId: string
  locale: 'de' | 'en'
  hiddenQueueIds: string[]
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    member: SignedInMember
    ability: KontorAbility
    tenant: { id: string; slug: string; name: string }
  }
}

/**
 * Slug → membership → tenancy.run. AdonisJS turns an exception into a response below this middleware, so the
 * transaction would see no error and commit after a 500: it has to look at the status itself.
 */
export default class TenantMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { user, seat } = await signedInSeat(ctx, ctx.params.tenant)
    // Not a member: the same as no such tenant.
    if (!seat) throw notFound()
    const { memberId, memberName, role, hiddenQueueIds } = seat
    ctx.tenant = { id: seat.tenantId, slug: seat.slug, name: seat.tenantName }
    ctx.member = {
      id: memberId,
      name: memberName,
      role,
      userId: user.id,
      locale: user.locale,
      hiddenQueueIds,
    }
    ctx.ability = abilityFor({ memberId, role, hiddenQueueIds })
    const actor = { kind: 'member', id: memberId, name: memberName } as const
    await tenancy.runUnlessRefused(
      { tenantId: seat.tenantId, actor },
      next,
      () => ctx.response.getStatus() >= 400
    )
  }
}
