import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import type { KontorAbility } from '#core/ability'
import { whereAllowed } from '#core/ability_query'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import type { listTime } from '#time/time_validator'

const NEWEST: SortColumn[] = [
  { column: 'e.work_date', direction: 'desc', type: 'date' },
  { column: 'e.started_at', direction: 'desc', type: 'timestamptz' },
  { column: 'e.id', direction: 'desc', type: 'uuid' },
]
const PAGE = 100

interface ListedEntry {
  id: string
  work_date: string
  started_at: Date
  ended_at: Date
  worked_minutes: number
  billed_minutes: number
  break_minutes: number
  outcome: 'billable' | 'contract' | 'goodwill' | 'warranty' | 'internal'
  outcome_reason: string | null
  customer_text: string
  internal_text: string | null
  approved_at: Date | null
  charge_id: string | null
  version: number
  member_name: string
  ticket_number: number | null
  ticket_subject: string | null
  account_name: string | null
  category_name: string | null
  category_id: string | null
  work_type_id: string | null
  location: 'on_site' | 'remote'
  travel_minutes: number
}

/** Time entries, newest day first, of the person or of everyone, as far as the ability goes. */
export async function findTimeEntries(
  query: Infer<typeof listTime>,
  ability: KontorAbility,
  member: { id: string; hiddenQueueIds: string[] }
) {
  const entries = db
    .from('time_entries as e')
    .join('members as m', 'm.id', 'e.member_id')
    .leftJoin('tickets as t', 't.id', 'e.ticket_id')
    .leftJoin('accounts as a', 'a.id', 'e.account_id')
    .leftJoin('work_categories as c', 'c.id', 'e.category_id')
    .select(
      'e.*',
      'm.name as member_name',
      't.number as ticket_number',
      't.subject as ticket_subject',
      'a.name as account_name',
      'c.name as category_name'
    )
    .where((part) => part.whereNull('t.queue_id').orWhereNotIn('t.queue_id', member.hiddenQueueIds))
  whereAllowed(entries, ability, 'read', 'TimeEntry', { memberId: 'e.member_id' })
  if (query.member !== 'all') entries.where('e.member_id', member.id)
  if (query.from) entries.where('e.work_date', '>=', query.from)
  if (query.to) entries.where('e.work_date', '<=', query.to)
  if (query.ticket) entries.where('t.number', query.ticket)
  if (query.unapproved) entries.whereNull('e.approved_at')
  paginate(entries, NEWEST, query.after, PAGE)
  const { rows, next } = pageOf((await entries) as ListedEntry[], PAGE, (row) => [
    row.work_date,
    row.started_at,
    row.id,
  ])
  return { data: rows.map(shape), meta: { next } }
}

function shape(row: ListedEntry) {
  return {
    id: row.id,
    version: row.version,
    day: row.work_date,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at.toISOString(),
    breakMinutes: row.break_minutes,
    workedMinutes: row.worked_minutes,
    billedMinutes: row.billed_minutes,
    outcome: row.outcome,
    outcomeReason: row.outcome_reason,
    customerText: row.customer_text,
    internalText: row.internal_text,
    memberName: row.member_name,
    ticket: row.ticket_number ? { number: row.ticket_number, subject: row.ticket_subject! } : null,
    accountName: row.account_name,
    categoryName: row.category_name,
    categoryId: row.category_id,
    workTypeId: row.work_type_id,
    location: row.location,
    travelMinutes: row.travel_minutes,
    approved: row.approved_at !== null,
    billed: row.charge_id !== null,
  }
}
