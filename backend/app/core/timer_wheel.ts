import { record } from '#core/events'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'

const BATCH = 200

interface DueTimer {
  event_type: string
  subject_type: string
  subject_id: string
  account_id: string | null
  payload: Record<string, unknown>
}

/**
 * Records the events of timers that are due and returns how many. Each timer goes with its event in one transaction,
 * so it fires once, however many workers look and whenever they were dead.
 * @param tenantId limits it to one tenant (commands and tests)
 */
export async function fireDueTimers(tenantId?: string): Promise<number> {
  const rows = await sql<{ tenant_id: string; key: string }>(
    `select tenant_id, key from timers
     where due_at <= clock_timestamp() and (?::uuid is null or tenant_id = ?::uuid)
     order by due_at limit ?`,
    [tenantId ?? null, tenantId ?? null, BATCH],
    'relay'
  )
  let fired = 0
  for (const timer of rows) fired += await fire(timer.tenant_id, timer.key)
  return fired
}

async function fire(tenantId: string, key: string): Promise<number> {
  const actor = { kind: 'system', id: 'timers', name: 'timers' } as const
  return tenancy.run({ tenantId, actor }, async () => {
    // The condition again: another worker may have fired it, a verb may have moved it.
    const rows = await sql<DueTimer>(
      `delete from timers where key = ? and due_at <= clock_timestamp()
       returning event_type, subject_type, subject_id, account_id, payload`,
      [key]
    )
    for (const timer of rows) {
      await record({
        type: timer.event_type,
        subject: { type: timer.subject_type, id: timer.subject_id },
        accountId: timer.account_id,
        payload: timer.payload,
      })
    }
    return rows.length
  })
}
