import type { RecordedEvent } from '#core/events'
import { sql } from '#core/sql'

/** What a browser is told: names and ids, never values. */
export interface LiveMessage {
  type: string
  subjectType: string
  subjectId: string
  accountId: string | null
}

/** Name of the PostgreSQL channel between worker and serve. */
export const LIVE_CHANNEL = 'kontor_live'

/** Hands an event to every `serve`, when the transaction commits. */
export async function tell(event: RecordedEvent): Promise<void> {
  await sql(`select pg_notify(?, jsonb_build_object('tenant', app.tenant_id(), 'type', ?::text, 'subjectType', ?::text, 'subjectId', ?::text, 'accountId', ?::text)::text)`, [
    LIVE_CHANNEL,
    event.type,
    event.subjectType,
    event.subjectId,
    event.accountId,
  ])
}
