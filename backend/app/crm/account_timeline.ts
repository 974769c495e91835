import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import type { KontorAbility } from '#core/ability'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import type { listTimeline } from '#crm/account_validator'
import { actorNames, subjectTitles, type SubjectTitle } from '#crm/timeline_names'

export interface TimelineEntry {
  id: string
  type: string
  at: string
  actorName: string | null
  subject: { type: string } & SubjectTitle
  changed: string[]
}

interface Row {
  id: string
  seq: number
  type: string
  subject_type: string
  subject_id: string
  actor: string
  occurred_at: Date
  occurred_key: string
  payload: { changed?: string[] }
}

const NEWEST: SortColumn[] = [
  { column: 'events.occurred_at', direction: 'desc', type: 'timestamptz' },
  { column: 'events.seq', direction: 'desc', type: 'bigint' },
]

/** What a timeline tells, and the subject that a person must be allowed to read for it. */
const READABLE = {
  account: 'Account',
  contact: 'Contact',
  site: 'Site',
  ticket: 'Ticket',
  contract: 'Contract',
  document: 'Document',
  asset: 'Asset',
  time_entry: 'TimeEntry',
} as const

/** Facts that the clock makes for itself, and steps whose outcome is told anyway: a history must be readable. */
const UNTOLD = [
  'ticket.sla_due',
  'ticket.message_reread',
  'ticket.sla_warned',
  'ticket.wait_over',
  'ticket.status_changed',
  'ticket.assigned',
  'ticket.updated',
  'ticket.item_changed',
  'ticket.item_removed',
  'document.delivery_due',
  'time_entry.approved',
]

const SIZE = 50

/**
 * One page of everything that happened with an account, newest first. Left out is what the person may not read:
 * kinds by ability, tickets and their hours by restricted queue.
 */
export async function accountTimeline(
  accountId: string,
  query: Infer<typeof listTimeline>,
  ability: KontorAbility,
  hiddenQueueIds: string[]
): Promise<{ rows: TimelineEntry[]; next: string | null }> {
  const types = Object.entries(READABLE)
    .filter(([, subject]) => ability.can('read', subject))
    .map(([type]) => type)
  const events = db
    .from('events')
    .where('account_id', accountId)
    .whereIn('subject_type', query.subject ? types.filter((type) => type === query.subject) : types)
    .whereNotIn('type', UNTOLD)
    .select('id', 'seq', 'type', 'subject_type', 'subject_id', 'actor', 'occurred_at', 'payload')
    .select(db.raw('occurred_at::text as occurred_key'))
  if (hiddenQueueIds.length) leaveOutQueues(events, hiddenQueueIds)
  paginate(events, NEWEST, query.after, SIZE)
  const { rows, next } = pageOf((await events) as Row[], SIZE, (row) => [row.occurred_key, row.seq])
  const titles = await subjectTitles(rows)
  const names = await actorNames(rows.map((row) => row.actor))
  return { rows: rows.map((row) => entry(row, titles, names)), next }
}

function leaveOutQueues(events: ReturnType<typeof db.from>, hiddenQueueIds: string[]): void {
  events.whereNotExists((hidden) =>
    hidden
      .from('tickets as t')
      .whereIn('t.queue_id', hiddenQueueIds)
      .whereRaw(
        `t.id = case events.subject_type when 'ticket' then events.subject_id
                when 'time_entry' then (select e.ticket_id from time_entries e where e.id = events.subject_id) end`
      )
  )
}

function entry(
  row: Row,
  titles: Map<string, SubjectTitle>,
  names: Map<string, string>
): TimelineEntry {
  return {
    id: row.id,
    type: row.type,
    at: row.occurred_at.toISOString(),
    actorName: names.get(row.actor) ?? null,
    subject: {
      type: row.subject_type,
      ...(titles.get(row.subject_id) ?? { id: row.subject_id, number: null, title: null }),
    },
    changed: row.payload.changed ?? [],
  }
}
