import { refused } from '#core/errors'
import { sql } from '#core/sql'

/** The account with this number, or the one that it was merged into. @throws account_unknown (422) */
export async function accountIdOf(number: number): Promise<string> {
  const [account] = await sql<{ id: string }>(
    `select coalesce(merged_into, id) as id from accounts where number = ? and (archived_at is null or merged_into is not null)`,
    [number]
  )
  if (!account) throw refused('account_unknown', { number }, 'accountNumber')
  return account.id
}
