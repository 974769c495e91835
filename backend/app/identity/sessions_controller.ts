import type { HttpContext } from '@adonisjs/core/http'
import { knownDevice, rememberDevice } from '#identity/known_device'
import { endSession, startSession } from '#identity/session_store'
import { signIn, updateProfile } from '#identity/session_validator'
import { signedInUser } from '#identity/signed_in_user'
import { withinLimits } from '#identity/throttle'
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
    const attempt = { account, address: ctx.request.ip(), device: knownDevice(ctx, account) }
    const user = await withinLimits(attempt, () => verifyPassword(account, password))
    rememberDevice(ctx, account)
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
