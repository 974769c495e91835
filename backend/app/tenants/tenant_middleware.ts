import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { abilityFor, type KontorAbility } from '#core/ability'
import { notFound } from '#core/errors'
import * as tenancy from '#core/tenancy'
import { signedInUser } from '#identity/signed_in_user'
import { findMembership, type Membership } from '#identity/user'
import { hiddenQueues } from '#tenants/hidden_queues'

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

/** Thrown inside the transaction to undo it, and swallowed outside: the answer is already written. */
class RollBack extends Error {}

/**
 * Slug → membership → tenancy.run. AdonisJS turns an exception into a response below this middleware, so the
 * transaction would see no error and commit after a 500: it has to look at the status itself.
 */
export default class TenantMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const user = await signedInUser(ctx)
    const membership = await findMembership(ctx.params.tenant, user.id)
    // Not a member: the same as no such tenant.
    if (!membership) throw notFound()
    ctx.tenant = { id: membership.tenantId, slug: membership.slug, name: membership.tenantName }
    const actor = { kind: 'member', id: membership.memberId, name: membership.memberName } as const
    try {
      await tenancy.run({ tenantId: membership.tenantId, actor }, async () => {
        const hiddenQueueIds = await hiddenQueues(membership.memberId)
        ctx.member = {
          id: membership.memberId,
          name: membership.memberName,
          role: membership.role,
          userId: user.id,
          locale: user.locale,
          hiddenQueueIds,
        }
        ctx.ability = abilityFor({
          memberId: membership.memberId,
          role: membership.role,
          hiddenQueueIds,
        })
        await next()
        if (ctx.response.getStatus() >= 400) throw new RollBack()
      })
    } catch (error) {
      if (!(error instanceof RollBack)) throw error
    }
  }
}
