import type { Consumer } from '#core/consumers'
import * as tenancy from '#core/tenancy'
import { Ticket } from '#tickets/ticket'
import { recomputeSla } from '#tickets/ticket_sla'
import { TicketStatus } from '#tickets/ticket_status'

/** A moment of a ticket has come: the SLA warns or is broken, or the waiting is over. */
export const ticketTimersConsumer: Consumer = {
  name: 'ticket_timers',
  listens: ['ticket.sla_due', 'ticket.wait_over'],
  once: true,
  async handle(event) {
    const ticket = await Ticket.find(event.subjectId)
    if (!ticket) return
    if (event.type === 'ticket.sla_due') await recomputeSla(ticket, tenancy.now())
    // Somebody may have answered, solved or moved the date meanwhile.
    else if (
      ticket.category === 'pending' &&
      ticket.waitUntil &&
      ticket.waitUntil <= tenancy.now()
    ) {
      await ticket.changeStatus(await TicketStatus.defaultOf('open'))
    }
  },
}
