import type { HttpContext } from '@adonisjs/core/http'
import { endSession } from '#identity/session_store'
import { countFailure, forgetFailures, refuseThrottled } from '#identity/throttle'
import { normaliseEmail } from '#identity/user'
import { portalHouse, verifyPortalPassword } from '#portal/portal_login'
import { enterPortal } from '#portal/portal_session'
import { portalSignIn } from '#portal/portal_validator'

export default class PortalSessionsController {
  async store(ctx: HttpContext) {
    const { email, password } = await ctx.request.validateUsing(portalSignIn)
    const house = await portalHouse(ctx.params.tenant)
    const account = `portal:${house.id}:${normaliseEmail(email)}`
    const address = ctx.request.ip()
    await refuseThrottled(account, address)
    const login = await verifyPortalPassword(house.id, normaliseEmail(email), password).catch(
      async (error) => {
        await countFailure(account, address)
        throw error
      }
    )
    await forgetFailures(account, address)
    await enterPortal(ctx, login, 'password')
    return ctx.response.noContent()
  }

  async destroy(ctx: HttpContext) {
    await endSession(ctx)
    return ctx.response.noContent()
  }
}
