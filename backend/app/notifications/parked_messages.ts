import db from '@adonisjs/lucid/services/db'
import { hears, type Consumer, type Effect } from '#core/consumers'
import { tell } from '#core/live'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { subjectTitles } from '#crm/timeline_names'
import { reasonOf } from '#notifications/parked_reason'

interface ParkedRow {
  id: number
  consumer: string
  type: string
  error: string | null
  attempts: number
  parked_at: Date
  occurred_at: Date
  subject_type: string
  subject_id: string
}

/** Shown at once; whoever has more of them sends all again. */
const MOST = 200

/**
 * Messages that a consumer could not handle: they wait for a person.
 * @param hiddenQueueIds tickets in these queues are not named
 */
export async function parkedMessages(hiddenQueueIds: string[]) {
  const rows = await sql<ParkedRow>(
    `select b.id, b.consumer, b.type, b.error, b.attempts, b.parked_at, e.occurred_at, e.subject_type, e.subject_id
     from bus_messages b join events e on e.id = b.event_id
     where b.parked_at is not null order by b.parked_at desc, b.id desc limit ?`,
    [MOST]
  )
  const titles = await subjectTitles(rows)
  const hidden = await db
    .from('tickets')
    .whereIn('queue_id', hiddenQueueIds)
    .whereIn(
      'id',
      rows.map((row) => row.subject_id)
    )
    .select('id')
  for (const { id } of hidden) titles.delete(id)
  return rows.map((row) => {
    const error = String(row.error ?? '').split('\n')[0]
    const title = titles.get(row.subject_id)
    return {
      id: row.id,
      consumer: row.consumer,
      type: row.type,
      subject: {
        type: row.subject_type,
        id: row.subject_id,
        number: title?.number ?? null,
        title: title?.title ?? null,
      },
      reason: reasonOf(error),
      error,
      attempts: row.attempts,
      occurredAt: row.occurred_at.toISOString(),
      parkedAt: row.parked_at.toISOString(),
    }
  })
}

export async function countParked(): Promise<number> {
  const [{ count }] = await sql<{ count: number }>(
    'select count(*)::int as count from bus_messages where parked_at is not null'
  )
  return count
}

/** Sends parked messages again; all of the tenant without an id. Returns how many. */
export async function retryParked(id: number | null): Promise<number> {
  const sent = await changed(
    `update bus_messages set parked_at = null, attempts = 0, available_at = clock_timestamp()
     where parked_at is not null and (?::bigint is null or id = ?::bigint)`,
    [id, id]
  )
  // Whoever else looks at the list sees it go.
  if (sent > 0)
    await tell({
      type: 'message.retried',
      subjectType: 'parked_message',
      subjectId: tenancy.tenantId(),
      accountId: null,
      queueId: null,
    })
  return sent
}

/**
 * Gives one consumer the tenant's events again, e.g. after a mistake in it was mended. Consumers that use the inbox
 * forget that they have seen them. Returns how many.
 */
export async function replayEvents(consumer: Consumer | Effect, since: string): Promise<number> {
  const known = await sql<{ type: string }>(
    'select distinct type from events where occurred_at >= ?::timestamptz',
    [since]
  )
  const types = known.map(({ type }) => type).filter((type) => hears(consumer, type))
  await changed(
    `delete from inbox where consumer = ? and event_id in (select id from events where occurred_at >= ?::timestamptz and type = any (?))`,
    [consumer.name, since, types]
  )
  return changed(
    `insert into bus_messages (consumer, event_id, type)
     select ?, id, type from events where occurred_at >= ?::timestamptz and type = any (?) order by seq
     on conflict (tenant_id, consumer, event_id) do update set parked_at = null, attempts = 0, available_at = clock_timestamp()`,
    [consumer.name, since, types]
  )
}
