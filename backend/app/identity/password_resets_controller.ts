import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import { queueIdentityMail } from '#identity/identity_mail'
import { rememberDevice } from '#identity/known_device'
import { issueToken, redeemToken } from '#identity/login_token'
import { endSessionsOf } from '#identity/session_store'
import { newPassword, requestReset } from '#identity/session_validator'
import { mayMailLink } from '#identity/throttle'
import { findUser, normaliseEmail, setPassword } from '#identity/user'

export default class PasswordResetsController {
  /** Answers the same whether the address is known or not. */
  async store({ request, response }: HttpContext) {
    const email = normaliseEmail((await request.validateUsing(requestReset)).email)
    const mayMail = await mayMailLink(email, request.ip())
    const user = await db
      .connection('identity')
      .from('users')
      .where('email', email)
      .whereNull('disabled_at')
      .first()
    if (user && mayMail) {
      const token = await issueToken('reset', { userId: user.id })
      const words = i18nManager.locale(user.locale)
      await queueIdentityMail({
        purpose: 'reset',
        userId: user.id,
        recipient: email,
        subject: words.t('identity.reset_subject'),
        text: words.t('identity.reset_text', { url: `${appUrl}/reset/${token}` }),
      })
    }
    return response.noContent()
  }

  /** Whoever resets a password wants every other session of the account ended, and signs in here next. */
  async update(ctx: HttpContext) {
    const { password } = await ctx.request.validateUsing(newPassword)
    const { userId } = await redeemToken(['reset', 'invite'], ctx.params.token)
    await setPassword(userId!, password)
    await endSessionsOf(userId!)
    const user = await findUser(userId!)
    if (user) rememberDevice(ctx, user.email)
    return ctx.response.noContent()
  }
}
