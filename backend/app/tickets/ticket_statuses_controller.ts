import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Ticket } from '#tickets/ticket'
import { TicketStatus } from '#tickets/ticket_status'
import { changeTicketStatus } from '#tickets/ticket_validator'
import { waitMoment } from '#tickets/moments'

/** The status of one ticket. */
export default class TicketStatusesController {
  async update({ request, params, ability, response }: HttpContext) {
    const { statusId, waitUntil } = await request.validateUsing(changeTicketStatus)
    const ticket = await Ticket.visible(ability)
      .where('number', params.number)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'update', 'Ticket', ticket.$attributes)
    await ticket.changeStatus(await TicketStatus.named(statusId), waitMoment(waitUntil))
    return response.noContent()
  }
}
