import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { refused } from '#core/errors'
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
    if (
      memberId &&
      !(await db.from('members').where('id', memberId).whereNull('disabled_at').first())
    ) {
      throw refused('member_unknown', {}, 'memberId')
    }
    await ticket.assign(memberId)
    return response.noContent()
  }
}
