import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { mailboxList } from '#desk/desk_lists'
import { createMailbox, updateMailbox } from '#desk/desk_validator'
import { Mailbox } from '#desk/mailbox'

export default class MailboxesController {
  async index({ ability, member }: HttpContext) {
    authorize(ability, 'read', 'Mailbox')
    const hidden = ability.can('update', 'Mailbox') ? [] : member.hiddenQueueIds
    return { data: await mailboxList(hidden) }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createMailbox)
    authorize(ability, 'create', 'Mailbox')
    const mailbox = await Mailbox.add(payload)
    return response.created({ data: { id: mailbox.id } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateMailbox)
    const mailbox = await Mailbox.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Mailbox')
    expectVersion(mailbox, version)
    await mailbox.change(fields)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const mailbox = await Mailbox.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'delete', 'Mailbox')
    await mailbox.remove()
    return response.noContent()
  }
}
