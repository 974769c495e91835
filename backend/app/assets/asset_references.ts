import { refused } from '#core/errors'
import { sql } from '#core/sql'

/** @throws site_unknown (422) unless the site is the account's own */
export async function siteIdOf(accountId: string, id: string | null): Promise<string | null> {
  if (id === null) return null
  const [site] = await sql(
    'select 1 from sites where id = ? and account_id = ? and archived_at is null',
    [id, accountId]
  )
  if (!site) throw refused('site_unknown', {}, 'siteId')
  return id
}

/** @throws contract_unknown (422) unless the contract is the account's own */
export async function contractIdOf(
  accountId: string,
  number: number | null
): Promise<string | null> {
  if (number === null) return null
  const [contract] = await sql<{ id: string }>(
    'select id from contracts where number = ? and account_id = ?',
    [number, accountId]
  )
  if (!contract) throw refused('contract_unknown', { number }, 'contractNumber')
  return contract.id
}
