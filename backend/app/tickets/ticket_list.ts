import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import type { KontorAbility } from '#core/ability'
import { whereAllowed } from '#core/ability_query'
import { pageOf, paginate, type Sorts } from '#core/pages'
import type { ListedTicket } from '#tickets/ticket_transformer'
import type { listTickets } from '#tickets/ticket_validator'

export type TicketQuery = Infer<typeof listTickets>

const SORTS: Sorts<'due' | 'newest' | 'activity'> = {
  due: [
    { column: 'tickets.next_due_at', direction: 'asc', nulls: 'last', type: 'timestamptz' },
    { column: 'tickets.id', direction: 'asc', type: 'uuid' },
  ],
  newest: [
    { column: 'tickets.created_at', direction: 'desc', type: 'timestamptz' },
    { column: 'tickets.id', direction: 'desc', type: 'uuid' },
  ],
  activity: [
    { column: 'tickets.last_message_at', direction: 'desc', type: 'timestamptz' },
    { column: 'tickets.id', direction: 'desc', type: 'uuid' },
  ],
}

const COLUMNS = [
  'tickets.id',
  'tickets.number',
  'tickets.subject',
  'tickets.category',
  'tickets.priority',
  'tickets.sla_state',
  'tickets.next_due_at',
  'tickets.wait_until',
  'tickets.created_at',
  'tickets.last_message_at',
  'tickets.requester_email',
  'tickets.version',
  'tickets.status_id',
  'tickets.assignee_id',
  'tickets.queue_id',
  'a.name as account_name',
  'a.number as account_number',
  's.name as status_name',
  's.name_en as status_name_en',
  's.waiting_for',
  'm.name as assignee_name',
  'c.given_name as contact_given_name',
  'c.family_name as contact_family_name',
]

/** One page of tickets that the person may see, with what the list shows, in one query. */
export async function findTickets(query: TicketQuery, ability: KontorAbility, memberId: string) {
  const size = query.limit ?? 50
  const sort = query.sort ?? 'due'
  const rows = filtered(query, ability, memberId)
    .leftJoin('accounts as a', 'a.id', 'tickets.account_id')
    .leftJoin('contacts as c', 'c.id', 'tickets.contact_id')
    .leftJoin('members as m', 'm.id', 'tickets.assignee_id')
    // Each has a status. An inner join would be guessed to leave few rows, and a sort of all preferred to the index.
    .leftJoin('ticket_statuses as s', 's.id', 'tickets.status_id')
    .select(COLUMNS)
  paginate(rows, SORTS[sort], query.after, size)
  const key = ({ due: 'next_due_at', newest: 'created_at', activity: 'last_message_at' } as const)[
    sort
  ]
  return pageOf((await rows) as ListedTicket[], size, (row) => [row[key], row.id])
}

/** Counts are exact up to this, then the screen says "1.000+". */
const COUNTED = 1000

export async function countTickets(
  query: TicketQuery,
  ability: KontorAbility,
  memberId: string
): Promise<number> {
  const limited = filtered(query, ability, memberId)
    .select('tickets.id')
    .limit(COUNTED + 1)
  const [{ count }] = await db.from(limited.as('limited')).count('* as count')
  return Number(count)
}

function filtered(query: TicketQuery, ability: KontorAbility, memberId: string) {
  const tickets = db.from('tickets').whereNull('tickets.merged_into')
  whereAllowed(tickets, ability, 'read', 'Ticket', {
    queueId: 'tickets.queue_id',
    assigneeId: 'tickets.assignee_id',
  })
  const open = ['new', 'open', 'pending']
  switch (query.view ?? 'open') {
    case 'mine':
      tickets.where('tickets.assignee_id', memberId).whereIn('tickets.category', open)
      break
    case 'unassigned':
      tickets.whereNull('tickets.assignee_id').whereIn('tickets.category', open)
      break
    case 'danger':
      tickets
        .whereIn('tickets.sla_state', ['warning', 'breached'])
        .whereIn('tickets.category', open)
      break
    case 'open':
      tickets.whereIn('tickets.category', open)
      break
    case 'pending':
      tickets.where('tickets.category', 'pending')
      break
    case 'solved':
      tickets.whereIn('tickets.category', ['solved', 'closed'])
      break
    case 'all':
      break
  }
  if (query.status) tickets.where('tickets.status_id', query.status)
  if (query.queue) tickets.where('tickets.queue_id', query.queue)
  if (query.assignee) tickets.where('tickets.assignee_id', query.assignee)
  if (query.priority) tickets.where('tickets.priority', query.priority)
  if (query.account) {
    // One account has the number: `=` and not `in`, so that the list keeps the order of its index.
    const account = db.from('accounts').where('number', query.account).select('id')
    tickets.where('tickets.account_id', account)
  }
  return tickets
}
