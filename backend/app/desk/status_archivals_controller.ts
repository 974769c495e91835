import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Status } from '#desk/status'

export default class StatusArchivalsController {
  async store({ params, ability, response }: HttpContext) {
    const status = await Status.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'TicketStatus')
    await status.archive()
    return response.noContent()
  }

  async destroy({ params, ability, response }: HttpContext) {
    const status = await Status.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'TicketStatus')
    await status.restore()
    return response.noContent()
  }
}
