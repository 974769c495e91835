import type { HttpContext } from '@adonisjs/core/http'
import { refused } from '#core/errors'
import { endSessionsOf } from '#identity/session_store'
import { withinLimits } from '#identity/throttle'
import { passwordMatches, sessionOwner, setPortalPassword } from '#portal/portal_login'
import { mustKnowPassword } from '#portal/portal_session'
import { changePortalPassword } from '#portal/portal_validator'

export default class PortalPasswordsController {
  /** Whoever changes a password wants every other session of the login ended. */
  async update(ctx: HttpContext) {
    const { current, password } = await ctx.request.validateUsing(changePortalPassword)
    const { login } = ctx.visitor
    if (mustKnowPassword(ctx)) {
      const account = `password:${sessionOwner(login)}`
      await withinLimits({ account, address: ctx.request.ip(), device: null }, async () => {
        if (!(await passwordMatches(login, current ?? '')))
          throw refused('password_wrong', {}, 'current')
      })
    }
    await setPortalPassword(login, password)
    await endSessionsOf(sessionOwner(login), ctx.session.sessionId)
    return ctx.response.noContent()
  }
}
