import type { DateTime } from 'luxon'
import { record } from '#core/events'

/** Facts about tickets, as others listen to them. */
export type TicketEvent =
  | 'ticket.created'
  | 'ticket.updated'
  | 'ticket.assigned'
  | 'ticket.status_changed'
  | 'ticket.solved'
  | 'ticket.closed'
  | 'ticket.reopened'
  | 'ticket.message_added'
  | 'ticket.message_undone'
  | 'ticket.message_reread'
  | 'ticket.sla_warned'
  | 'ticket.sla_breached'
  | 'ticket.sla_due'
  | 'ticket.wait_over'
  | 'ticket.merged'
  | 'ticket.linked'
  | 'ticket.item_added'
  | 'ticket.item_changed'
  | 'ticket.item_removed'

/** Records an event of a ticket; the number goes along because people speak of tickets by it. */
export function recordTicket(
  type: TicketEvent,
  ticket: { id: string; number: number; accountId: string | null },
  payload: Record<string, unknown> = {},
  occurredAt?: DateTime
): Promise<string> {
  return record({
    type,
    subject: { type: 'ticket', id: ticket.id },
    accountId: ticket.accountId,
    payload: { number: ticket.number, ...payload },
    occurredAt,
  })
}
