import { refused } from '#core/errors'
import { changed } from '#core/sql'
import type { Ticket } from '#tickets/ticket'
import { recordTicket } from '#tickets/ticket_events'

export type LinkKind = 'related' | 'duplicate' | 'follow_up'

export async function linkTickets(ticket: Ticket, otherId: string, kind: LinkKind): Promise<void> {
  if (ticket.id === otherId) throw refused('link_to_itself', {}, 'number')
  const added = await changed(
    'insert into ticket_links (ticket_id, other_id, kind) values (?, ?, ?) on conflict do nothing',
    [ticket.id, otherId, kind]
  )
  if (added) await recordTicket('ticket.linked', ticket, { otherId, kind })
}

export async function unlinkTickets(ticket: Ticket, otherId: string): Promise<void> {
  await changed('delete from ticket_links where (ticket_id, other_id) in ((?, ?), (?, ?))', [
    ticket.id,
    otherId,
    otherId,
    ticket.id,
  ])
}
