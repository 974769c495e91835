import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { statusList } from '#desk/desk_lists'
import { createStatus, order, updateStatus } from '#desk/desk_validator'
import { Status } from '#desk/status'
import { reorder } from '#desk/positions'

export default class StatusesController {
  async index({ ability }: HttpContext) {
    authorize(ability, 'read', 'TicketStatus')
    return { data: await statusList() }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createStatus)
    authorize(ability, 'create', 'TicketStatus')
    const status = await Status.add(payload)
    return response.created({ data: { id: status.id } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateStatus)
    const status = await Status.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'TicketStatus')
    expectVersion(status, version)
    await status.change(fields)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const status = await Status.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'delete', 'TicketStatus')
    await status.remove()
    return response.noContent()
  }

  async order({ request, response, ability }: HttpContext) {
    const { ids } = await request.validateUsing(order)
    authorize(ability, 'update', 'TicketStatus')
    await reorder('ticket_statuses', ids)
    return response.noContent()
  }
}
