import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectAssignable } from '#tickets/assignee'
import { Ticket } from '#tickets/ticket'
import { assignTicket } from '#tickets/ticket_validator'

export default class TicketAssignmentsController {
  async update({ request, params, ability, response }: HttpContext) {
    const { memberId } = await request.validateUsing(assignTicket)
    const ticket = await Ticket.visible(ability)
      .where('number', params.number)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'update', 'Ticket', ticket.$attributes)
    if (memberId) await expectAssignable(memberId, ticket.queueId, 'memberId')
    await ticket.assign(memberId)
    return response.noContent()
  }
}
