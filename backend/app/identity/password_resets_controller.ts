import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import { queueIdentityMail } from '#identity/identity_mail'
import { issueToken, redeemToken } from '#identity/login_token'
import { endSessionsOf } from '#identity/session_store'
import { newPassword, requestReset } from '#identity/session_validator'
import { countFailure, refuseThrottled } from '#identity/throttle'
import { normaliseEmail, setPassword } from '#identity/user'

export default class PasswordResetsController {
  /** Answers the same whether the address is known or not. */
  async store({ request, response }: HttpContext) {
    const email = normaliseEmail((await request.validateUsing(requestReset)).email)
    await refuseThrottled(`reset:${email}`, request.ip())
    await countFailure(`reset:${email}`, request.ip())
    const user = await db
      .connection('identity')
      .from('users')
      .where('email', email)
      .whereNull('disabled_at')
      .first()
    if (user) {
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

  /** Whoever resets a password wants every other session of the account ended. */
  async update({ request, params, response }: HttpContext) {
    const { password } = await request.validateUsing(newPassword)
    const { userId } = await redeemToken(['reset', 'invite'], params.token)
    await setPassword(userId!, password)
    await endSessionsOf(userId!)
    return response.noContent()
  }
}
