import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { NewEvent } from '#core/events'
import { sql } from '#core/sql'

/**
 * Whether a moment is still to come by the real clock. Seeds and imports speak of the past with a clock of their own:
 * what would be due at once is not set.
 */
// eslint-disable-next-line no-restricted-syntax -- the worker that fires timers goes by the real clock
export const isAhead = (moment: DateTime): boolean => moment > DateTime.utc()

/**
 * Sets or moves a timer: when `dueAt` has come, the worker records `event`, once, even if it was dead at that moment.
 * @param key unique in the tenant, e.g. `ticket:<id>:sla`
 */
export async function set(
  key: string,
  dueAt: DateTime,
  event: Omit<NewEvent, 'occurredAt'>
): Promise<void> {
  await sql(
    `insert into timers (key, due_at, event_type, subject_type, subject_id, account_id, payload)
     values (?, ?, ?, ?, ?, ?, ?::jsonb)
     on conflict (tenant_id, key) do update
       set due_at = excluded.due_at, event_type = excluded.event_type, account_id = excluded.account_id, payload = excluded.payload`,
    [
      key,
      dueAt.toISO(),
      event.type,
      event.subject.type,
      event.subject.id,
      event.accountId ?? null,
      JSON.stringify(event.payload ?? {}),
    ]
  )
}

export async function clear(...keys: string[]): Promise<void> {
  await db.from('timers').whereIn('key', keys).delete()
}
