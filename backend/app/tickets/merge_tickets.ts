import { refused } from '#core/errors'
import { changed } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import type { Ticket } from '#tickets/ticket'
import { recordTicket } from '#tickets/ticket_events'
import { TicketStatus } from '#tickets/ticket_status'

/**
 * Merges a ticket into another: messages, times and participants move, the number stays and leads to the survivor.
 * @throws merge_into_itself, merge_accounts_differ, merge_already (422)
 */
export async function mergeTickets(ticket: Ticket, into: Ticket): Promise<void> {
  if (ticket.id === into.id) throw refused('merge_into_itself', {}, 'into')
  if (ticket.mergedInto || into.mergedInto) throw refused('merge_already', {}, 'into')
  // One customer's words must never appear in another's conversation.
  if (ticket.accountId && into.accountId && ticket.accountId !== into.accountId)
    throw refused('merge_accounts_differ', {}, 'into')
  await changed('update ticket_messages set ticket_id = ? where ticket_id = ?', [
    into.id,
    ticket.id,
  ])
  await changed('update time_entries set ticket_id = ? where ticket_id = ? and charge_id is null', [
    into.id,
    ticket.id,
  ])
  await changed('update ticket_items set ticket_id = ? where ticket_id = ? and charge_id is null', [
    into.id,
    ticket.id,
  ])
  await changed(
    `insert into ticket_participants (ticket_id, email) select ?, email from ticket_participants where ticket_id = ? on conflict do nothing`,
    [into.id, ticket.id]
  )
  await ticket.changeStatus(await TicketStatus.defaultOf('closed'))
  ticket.mergedInto = into.id
  await saveChanged(ticket)
  await changed(
    'update tickets set last_message_at = greatest(last_message_at, ?::timestamptz) where id = ?',
    [tenancy.now().toISO(), into.id]
  )
  await recordTicket('ticket.merged', ticket, { into: into.number })
  await recordTicket('ticket.updated', into, { changed: ['messages'], merged: ticket.number })
}
