import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#core/errors'
import { endListedSession, endSessionsOf, listSessions } from '#identity/session_store'
import { sessionOwner } from '#portal/portal_login'

/** One's own sessions on all devices. */
export default class OpenPortalSessionsController {
  async index({ visitor, session }: HttpContext) {
    return { data: await listSessions(sessionOwner(visitor.login), session.sessionId) }
  }

  async destroy({ visitor, params, response }: HttpContext) {
    if (!(await endListedSession(sessionOwner(visitor.login), params.id))) throw notFound()
    return response.noContent()
  }

  async destroyOthers({ visitor, session }: HttpContext) {
    return { data: { ended: await endSessionsOf(sessionOwner(visitor.login), session.sessionId) } }
  }
}
