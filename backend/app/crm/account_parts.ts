import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import type { createAccount } from '#crm/account_validator'

type Input = Infer<typeof createAccount>
export type Address = NonNullable<Input['addresses']>[number]
export type Recipient = NonNullable<Input['recipients']>[number]

/**
 * The lists that are edited with their account. Each is replaced as a whole, and only where it differs, so that the
 * audit log and the event name what changed and not what was sent.
 */
export async function replaceAddresses(accountId: string, wanted: Address[]): Promise<boolean> {
  const rows = wanted.map(({ purpose, addition, street, postcode, city, country }) => ({
    purpose,
    addition: addition ?? null,
    street,
    postcode,
    city,
    country,
  }))
  return replace(
    'account_addresses',
    accountId,
    ['purpose', 'addition', 'street', 'postcode', 'city', 'country'],
    rows
  )
}

/** @throws 23505 on account_domains_pkey: the domain belongs to another customer */
export async function replaceDomains(accountId: string, wanted: string[]): Promise<boolean> {
  return replace(
    'account_domains',
    accountId,
    ['domain'],
    wanted.map((domain) => ({ domain }))
  )
}

export async function replaceRecipients(accountId: string, wanted: Recipient[]): Promise<boolean> {
  return replace(
    'invoice_recipients',
    accountId,
    ['email', 'kind'],
    wanted.map(({ email, kind }) => ({ email, kind }))
  )
}

type Row = Record<string, string | null>

/** The first column tells the rows of one account apart. */
async function replace(
  table: string,
  accountId: string,
  columns: string[],
  wanted: Row[]
): Promise<boolean> {
  const key = columns[0]
  const before: Row[] = await db.from(table).where('account_id', accountId).select(columns)
  const text = (row: Row) => JSON.stringify(columns.map((column) => row[column]))
  const kept = new Set(wanted.map(text))
  const known = new Set(before.map(text))
  const gone = before.filter((row) => !kept.has(text(row)))
  const added = wanted.filter((row) => !known.has(text(row)))
  if (gone.length)
    await db
      .from(table)
      .where('account_id', accountId)
      .whereIn(
        key,
        gone.map((row) => row[key]!)
      )
      .delete()
  if (added.length)
    await db.table(table).multiInsert(added.map((row) => ({ ...row, account_id: accountId })))
  return gone.length + added.length > 0
}
