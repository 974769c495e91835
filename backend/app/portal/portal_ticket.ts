import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { KontorAbility } from '#core/ability'
import { whereAllowed } from '#core/ability_query'
import { notFound } from '#core/errors'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import { TICKET_COLUMNS } from '#portal/portal_abilities'
import { REOPEN_DAYS } from '#tickets/ticket_status'

/** A row of portal.tickets. */
export interface PortalTicket {
  id: string
  number: number
  subject: string
  category: 'new' | 'open' | 'pending' | 'solved' | 'closed'
  portal_name: string
  portal_name_en: string
  waiting_for: 'customer' | 'supplier' | 'appointment' | 'other' | null
  assignee_name: string | null
  created_at: Date
  last_message_at: Date | null
  closed_at: Date | null
  mine: boolean
}

const PAGE = 30
const NEWEST: SortColumn[] = [
  { column: 'created_at', direction: 'desc', type: 'timestamptz' },
  { column: 'id', direction: 'desc', type: 'uuid' },
]
const DONE = ['solved', 'closed']

export interface TicketQuery {
  state?: 'open' | 'done'
  after?: string
  limit?: number
}

const visibleTickets = (ability: KontorAbility) =>
  whereAllowed(db.from('portal.tickets'), ability, 'read', 'Ticket', TICKET_COLUMNS)

/** The account's requests, newest first, as far as this contact may see them. */
export async function listTickets(
  ability: KontorAbility,
  { state, after, limit = PAGE }: TicketQuery
) {
  const query = visibleTickets(ability)
  if (state === 'open') query.whereNotIn('category', DONE)
  if (state === 'done') query.whereIn('category', DONE)
  paginate(query, NEWEST, after, limit)
  return pageOf<PortalTicket>(await query, limit, (row) => [row.created_at, row.id])
}

/** @throws not_found (404): another customer's, or one that this contact has no part in */
export async function findTicket(ability: KontorAbility, number: number): Promise<PortalTicket> {
  const ticket: PortalTicket | null = await visibleTickets(ability).where('number', number).first()
  if (!ticket) throw notFound()
  return ticket
}

/** A request that was closed long ago stays closed. */
export function mayReopen(
  ticket: { category: string; closed_at: Date | null },
  at: DateTime
): boolean {
  return (
    ticket.category !== 'closed' ||
    ticket.closed_at === null ||
    at.diff(DateTime.fromJSDate(ticket.closed_at), 'days').days <= REOPEN_DAYS
  )
}
