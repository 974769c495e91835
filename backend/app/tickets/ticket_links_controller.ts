import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Ticket } from '#tickets/ticket'
import { linkTickets, unlinkTickets } from '#tickets/ticket_link'
import { linkTickets as linkTicketsValidator } from '#tickets/ticket_validator'

export default class TicketLinksController {
  async store({ request, params, ability, response }: HttpContext) {
    const { number, kind } = await request.validateUsing(linkTicketsValidator)
    const ticket = await Ticket.visible(ability).where('number', params.number).firstOrFail()
    const other = await Ticket.visible(ability).where('number', number).firstOrFail()
    authorize(ability, 'update', 'Ticket', ticket.$attributes)
    await linkTickets(ticket, other.id, kind)
    return response.noContent()
  }

  async destroy({ params, ability, response }: HttpContext) {
    const ticket = await Ticket.visible(ability).where('number', params.number).firstOrFail()
    const other = await Ticket.visible(ability).where('number', params.other).firstOrFail()
    authorize(ability, 'update', 'Ticket', ticket.$attributes)
    await unlinkTickets(ticket, other.id)
    return response.noContent()
  }
}
