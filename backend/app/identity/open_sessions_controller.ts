import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#core/errors'
import { endListedSession, endSessionsOf, listSessions } from '#identity/session_store'
import { signedInUser } from '#identity/signed_in_user'

/** One's own sessions on all devices. */
export default class OpenSessionsController {
  async index(ctx: HttpContext) {
    const user = await signedInUser(ctx)
    return { data: await listSessions(user.id, ctx.session.sessionId) }
  }

  async destroy(ctx: HttpContext) {
    const user = await signedInUser(ctx)
    if (!(await endListedSession(user.id, ctx.params.id))) throw notFound()
    return ctx.response.noContent()
  }

  /** All but this one: what one does after a lost phone. */
  async destroyOthers(ctx: HttpContext) {
    const user = await signedInUser(ctx)
    return { data: { ended: await endSessionsOf(user.id, ctx.session.sessionId) } }
  }
}
