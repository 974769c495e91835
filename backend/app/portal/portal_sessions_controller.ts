import type { HttpContext } from '@adonisjs/core/http'
import { knownDevice } from '#identity/known_device'
import { endSession } from '#identity/session_store'
import { withinLimits } from '#identity/throttle'
import { normaliseEmail } from '#identity/user'
import { portalHouse, signInAccount, verifyPortalPassword } from '#portal/portal_login'
import { enterPortal } from '#portal/portal_session'
import { portalSignIn } from '#portal/portal_validator'

export default class PortalSessionsController {
  async store(ctx: HttpContext) {
    const { email, password } = await ctx.request.validateUsing(portalSignIn)
    const house = await portalHouse(ctx.params.tenant)
    const account = signInAccount(house.id, normaliseEmail(email))
    const login = await withinLimits(
      { account, address: ctx.request.ip(), device: knownDevice(ctx, account) },
      () => verifyPortalPassword(house.id, normaliseEmail(email), password)
    )
    await enterPortal(ctx, login, 'password')
    return ctx.response.noContent()
  }

  async destroy(ctx: HttpContext) {
    await endSession(ctx)
    return ctx.response.noContent()
  }
}
