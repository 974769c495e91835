import type { HttpContext } from '@adonisjs/core/http'
import { rememberDevice } from '#identity/known_device'
import { startSession } from '#identity/session_store'
import { sessionOwner, signInAccount, type PortalLogin } from '#portal/portal_login'

/** Signs a contact in. `way` is kept, because who came by a link may set a password without knowing the old one. */
export function enterPortal(
  ctx: HttpContext,
  login: PortalLogin,
  way: 'password' | 'link'
): Promise<void> {
  // A session that goes on for another login must not go on in that one's room.
  ctx.session.forget('portal_account')
  rememberDevice(ctx, signInAccount(login.tenantId, login.email))
  return startSession(ctx, sessionOwner(login), { portal_login: login.id, portal_way: way })
}

/** Whether a change of the password asks for the present one. */
export function mustKnowPassword({ session, visitor }: HttpContext): boolean {
  return visitor.login.hasPassword && session.get('portal_way') !== 'link'
}
