import type { HttpContext } from '@adonisjs/core/http'
import { endSession, startSession } from '#identity/session_store'
import { signIn, updateProfile } from '#identity/session_validator'
import { signedInUser } from '#identity/signed_in_user'
import { countFailure, forgetFailures, refuseThrottled } from '#identity/throttle'
import {
  membershipsOf,
  normaliseEmail,
  setLocale,
  verifyPassword,
  type Membership,
  type User,
} from '#identity/user'

export default class SessionsController {
  async store(ctx: HttpContext) {
    const { email, password } = await ctx.request.validateUsing(signIn)
    const account = normaliseEmail(email)
    const address = ctx.request.ip()
    await refuseThrottled(account, address)
    const user = await verifyPassword(account, password).catch(async (error) => {
      await countFailure(account, address)
      throw error
    })
    await forgetFailures(account, address)
    await startSession(ctx, user.id, { user_id: user.id })
    return { data: profile(user, await membershipsOf(user.id)) }
  }

  async show(ctx: HttpContext) {
    const user = await signedInUser(ctx)
    return { data: profile(user, await membershipsOf(user.id)) }
  }

  async update(ctx: HttpContext) {
    const user = await signedInUser(ctx)
    const { locale } = await ctx.request.validateUsing(updateProfile)
    await setLocale(user.id, locale)
    return { data: profile({ ...user, locale }, await membershipsOf(user.id)) }
  }

  async destroy(ctx: HttpContext) {
    await endSession(ctx)
    return ctx.response.noContent()
  }
}

function profile(user: User, memberships: Membership[]) {
  return {
    user: { email: user.email, locale: user.locale },
    memberships: memberships.map(({ slug, tenantName, memberName, role }) => ({
      slug,
      tenantName,
      memberName,
      role,
    })),
  }
}
