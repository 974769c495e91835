import db from '@adonisjs/lucid/services/db'
import { hears, type Consumer, type Effect } from '#core/consumers'
import { changed, sql } from '#core/sql'

export interface ParkedMessage {
  id: number
  consumer: string
  type: string
  error: string
  attempts: number
  parkedAt: string
}

/** Messages that a consumer could not handle: they wait for a person. */
export async function parkedMessages(): Promise<ParkedMessage[]> {
  const rows = await db
    .from('bus_messages')
    .whereNotNull('parked_at')
    .orderBy('parked_at', 'desc')
    .limit(200)
  return rows.map((row) => ({
    id: row.id,
    consumer: row.consumer,
    type: row.type,
    error: String(row.error ?? '').split('\n')[0],
    attempts: row.attempts,
    parkedAt: row.parked_at.toISOString(),
  }))
}

/** Sends parked messages again; all of the tenant without an id. Returns how many. */
export function retryParked(id: number | null): Promise<number> {
  return changed(
    `update bus_messages set parked_at = null, attempts = 0, available_at = clock_timestamp()
     where parked_at is not null and (?::bigint is null or id = ?::bigint)`,
    [id, id]
  )
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
