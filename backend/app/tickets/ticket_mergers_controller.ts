import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { notFound } from '#core/errors'
import { mergeTickets } from '#tickets/merge_tickets'
import { Ticket } from '#tickets/ticket'
import { mergeTickets as mergeTicketsValidator } from '#tickets/ticket_validator'

export default class TicketMergersController {
  async store({ request, params, ability, response }: HttpContext) {
    const payload = await request.validateUsing(mergeTicketsValidator)
    // Always in the same order, so that two people merging crosswise do not deadlock.
    const both = await Ticket.visible(ability)
      .whereIn('number', [params.number, payload.into])
      .orderBy('number')
      .forUpdate()
    const ticket = both.find(({ number }) => number === Number(params.number))
    const into =
      payload.into === Number(params.number)
        ? ticket
        : both.find(({ number }) => number === payload.into)
    if (!ticket || !into) throw notFound()
    authorize(ability, 'update', 'Ticket', ticket.$attributes)
    authorize(ability, 'update', 'Ticket', into.$attributes)
    await mergeTickets(ticket, into)
    return response.noContent()
  }
}
