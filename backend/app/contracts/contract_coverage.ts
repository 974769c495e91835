import type { DateTime } from 'luxon'
import { sql } from '#core/sql'
import { dayOf } from '#tenants/tenant_day'

/**
 * The contract that covers an account's tickets at a moment: of those that have begun and not ended, the one that began
 * last; null where there is none. Days are days in the tenant's time zone.
 */
export async function contractForTicket(
  accountId: string,
  at: DateTime
): Promise<{ id: string; number: number; name: string } | null> {
  const day = await dayOf(at)
  const [contract] = await sql<{ id: string; number: number; name: string }>(
    `select id, number, name from contracts
     where account_id = ? and starts_on <= ?::date and (ends_on is null or ends_on >= ?::date)
     order by starts_on desc, number desc limit 1`,
    [accountId, day, day]
  )
  return contract ?? null
}
