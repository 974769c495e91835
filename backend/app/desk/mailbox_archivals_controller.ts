import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Mailbox } from '#desk/mailbox'

export default class MailboxArchivalsController {
  async store({ params, ability, response }: HttpContext) {
    const mailbox = await Mailbox.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Mailbox')
    await mailbox.archive()
    return response.noContent()
  }

  async destroy({ params, ability, response }: HttpContext) {
    const mailbox = await Mailbox.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Mailbox')
    await mailbox.restore()
    return response.noContent()
  }
}
