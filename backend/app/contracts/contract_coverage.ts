import type { DateTime } from 'luxon'
import { sql } from '#core/sql'

/** The contract that covers an account's tickets at a moment: the one that began last and has not ended; else null. */
export async function contractForTicket(accountId: string, at: DateTime): Promise<{ id: string; number: number; name: string } | null> {
  const [contract] = await sql<{ id: string; number: number; name: string }>(
    `select id, number, name from contracts
     where account_id = ? and starts_on <= ?::date and (ends_on is null or ends_on >= ?::date)
     order by starts_on desc, number desc limit 1`,
    [accountId, at.toISODate(), at.toISODate()]
  )
  return contract ?? null
}
