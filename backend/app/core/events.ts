import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'

export interface Subject {
  type: string
  id: string
}

export interface NewEvent {
  /** noun.past, e.g. `ticket.closed` */
  type: string
  subject: Subject
  accountId?: string | null
  /** Ids and names of changed fields; never values or personal data. Consumers read the row. */
  payload?: Record<string, unknown>
  occurredAt?: DateTime
}

/** A recorded event as a consumer receives it. */
export interface RecordedEvent {
  id: string
  seq: number
  type: string
  subjectType: string
  subjectId: string
  accountId: string | null
  actor: string
  depth: number
  occurredAt: Date
  payload: Record<string, unknown>
}

/** A chain of events deeper than this is a loop: it stops, loudly. */
const DEEPEST_CHAIN = 8

/**
 * Records an event in the running transaction, beside the change that it tells of, and puts it into the outbox.
 * @throws if the chain of causes is deeper than eight: two rules are triggering each other.
 */
export async function record(event: NewEvent): Promise<string> {
  const { cause, lane = 'live' } = tenancy.context()
  const depth = cause ? cause.depth + 1 : 0
  if (depth > DEEPEST_CHAIN) {
    throw new Error(
      `Event loop: ${event.type} on ${event.subject.type} ${event.subject.id} is ${depth} causes deep`
    )
  }
  const rows = await sql<{ event_id: string }>(
    `with event as (
       insert into events (type, subject_type, subject_id, account_id, caused_by, depth, occurred_at, payload)
       values (?, ?, ?, ?, ?, ?, coalesce(?::timestamptz, app.now()), ?::jsonb)
       returning id, type
     )
     insert into outbox (event_id, type, lane) select id, type, ? from event returning event_id`,
    [
      event.type,
      event.subject.type,
      event.subject.id,
      event.accountId ?? null,
      cause?.id ?? null,
      depth,
      event.occurredAt?.toISO() ?? null,
      JSON.stringify(event.payload ?? {}),
      lane,
    ]
  )
  return rows[0].event_id
}

/** Reads an event of the running tenant; null if there is none. */
export async function findEvent(id: string): Promise<RecordedEvent | null> {
  const row = await db.from('events').where('id', id).first()
  return row
    ? {
        id: row.id,
        seq: row.seq,
        type: row.type,
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        accountId: row.account_id,
        actor: row.actor,
        depth: row.depth,
        occurredAt: row.occurred_at,
        payload: row.payload,
      }
    : null
}
