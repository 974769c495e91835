import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { identityMailsOf } from '#identity/identity_mail'
import { listIdentityMails } from '#tenants/oversight_validator'

/** Invitations and sign-in links of an installation without a mail server, e.g. the demo. */
export default class IdentityMailsController {
  async index({ request, ability, member, tenant }: HttpContext) {
    const { after } = await listIdentityMails.validate(request.qs())
    authorize(ability, 'read', 'IdentityMail')
    const { mails, next } = await identityMailsOf(tenant.id, member.role, after)
    return { data: mails, meta: { next } }
  }
}
