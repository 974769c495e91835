import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'
import { DomainError } from '#core/errors'
import { queueIdentityMail } from '#identity/identity_mail'
import { issueToken, redeemToken } from '#identity/login_token'
import { endSessionsOf } from '#identity/session_store'
import { mayMailLink } from '#identity/throttle'
import { normaliseEmail } from '#identity/user'
import {
  findLogin,
  findLoginByEmail,
  portalHouse,
  roomsOf,
  sessionOwner,
  setPortalPassword,
  signInAccount,
} from '#portal/portal_login'
import { enterPortal } from '#portal/portal_session'
import { requestLoginLink, useLoginLink } from '#portal/portal_validator'

export default class LoginLinksController {
  /** Answers the same whether the address is known or not. */
  async store({ request, response, params, i18n }: HttpContext) {
    const email = normaliseEmail((await request.validateUsing(requestLoginLink)).email)
    const house = await portalHouse(params.tenant)
    const mayMail = await mayMailLink(signInAccount(house.id, email), request.ip())
    const login = await findLoginByEmail(house.id, email)
    if (login && mayMail && (await roomsOf(login))) {
      const token = await issueToken('portal_link', { tenantId: house.id, portalLoginId: login.id })
      await queueIdentityMail({
        purpose: 'portal_link',
        tenantId: house.id,
        recipient: email,
        subject: i18n.t('identity.portal_link_subject', { tenant: house.name }),
        text: i18n.t('identity.portal_link_text', {
          tenant: house.name,
          url: `${appUrl}/portal/${house.slug}/enter/${token}`,
        }),
      })
    }
    return response.noContent()
  }

  /** Uses a link or an invitation up, which signs in; with a password it is the way to a first or a forgotten one. */
  async update(ctx: HttpContext) {
    const { password } = await ctx.request.validateUsing(useLoginLink)
    const house = await portalHouse(ctx.params.tenant)
    const { portalLoginId } = await redeemToken(['portal_link', 'portal_invite'], ctx.params.token)
    const login = await findLogin(portalLoginId!)
    if (!login || login.tenantId !== house.id || !(await roomsOf(login)))
      throw new DomainError('link_expired', 422, {}, 'token')
    if (password) {
      await setPortalPassword(login, password)
      await endSessionsOf(sessionOwner(login))
    }
    await enterPortal(ctx, login, 'link')
    return ctx.response.noContent()
  }
}
