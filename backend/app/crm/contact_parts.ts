import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { refused } from '#core/errors'
import type { PortalRoom } from '#crm/contact_transformer'
import type { createContact } from '#crm/contact_validator'

type Input = Infer<typeof createContact>
type Phone = NonNullable<Input['phones']>[number]
type AccountLink = NonNullable<Input['accounts']>[number]

/** The order is the person's own: the first address is the one that is written to. @throws 23505 on contact_emails_pkey */
export async function replaceEmails(contactId: string, wanted: string[]): Promise<boolean> {
  const before = await db
    .from('contact_emails')
    .where('contact_id', contactId)
    .orderBy('position')
    .select('email')
  if (
    same(
      before.map((row) => row.email),
      wanted
    )
  )
    return false
  await db.from('contact_emails').where('contact_id', contactId).delete()
  if (wanted.length)
    await db
      .table('contact_emails')
      .multiInsert(wanted.map((email, at) => ({ contact_id: contactId, email, position: at + 1 })))
  return true
}

export async function replacePhones(contactId: string, wanted: Phone[]): Promise<boolean> {
  const before = await db
    .from('contact_phones')
    .where('contact_id', contactId)
    .orderBy('position')
    .select('number', 'kind')
  if (
    same(
      before.map(({ number, kind }) => ({ number, kind })),
      wanted.map(({ number, kind }) => ({ number, kind }))
    )
  )
    return false
  await db.from('contact_phones').where('contact_id', contactId).delete()
  if (wanted.length) {
    await db.table('contact_phones').multiInsert(
      wanted.map(({ number, kind }, at) => ({
        contact_id: contactId,
        number,
        kind,
        position: at + 1,
      }))
    )
  }
  return true
}

/** Which customers the contact works for. @throws account_unknown */
export async function replaceAccounts(contactId: string, wanted: AccountLink[]): Promise<boolean> {
  const accounts = await db
    .from('accounts')
    .whereIn(
      'number',
      wanted.map((link) => link.number)
    )
    .select('id', 'number')
  const rows = wanted.map(({ number, isPrimary }) => {
    const account = accounts.find((each) => each.number === number)
    if (!account) throw refused('account_unknown', { number }, 'accounts')
    return { account_id: account.id as string, is_primary: isPrimary }
  })
  const before = await db
    .from('account_contacts')
    .where('contact_id', contactId)
    .select('account_id', 'is_primary')
  const plain = (links: { account_id: string; is_primary: boolean }[]) =>
    links.map((link) => `${link.account_id} ${link.is_primary}`).sort()
  if (same(plain(before), plain(rows))) return false
  await db.from('account_contacts').where('contact_id', contactId).delete()
  // Who no longer works for a customer has no business in its portal room.
  await db
    .from('portal_accesses')
    .where('contact_id', contactId)
    .whereNotIn(
      'account_id',
      rows.map((row) => row.account_id)
    )
    .delete()
  if (rows.length)
    await db
      .table('account_contacts')
      .multiInsert(rows.map((row) => ({ ...row, contact_id: contactId })))
  return true
}

/** What belongs to one contact, in its order. */
export async function contactParts(contactId: string) {
  const emails = await db
    .from('contact_emails')
    .where('contact_id', contactId)
    .orderBy('position')
    .select('email')
  const phones: Phone[] = await db
    .from('contact_phones')
    .where('contact_id', contactId)
    .orderBy('position')
    .select('number', 'kind')
  const accounts: { number: number; name: string; isPrimary: boolean }[] = await db
    .from('account_contacts as l')
    .join('accounts as a', 'a.id', 'l.account_id')
    .where('l.contact_id', contactId)
    .orderBy('l.is_primary', 'desc')
    .orderBy('a.name')
    .select('a.number', 'a.name', 'l.is_primary as isPrimary')
  const portalAccesses: PortalRoom[] = await db
    .from('portal_accesses as p')
    .join('accounts as a', 'a.id', 'p.account_id')
    .where('p.contact_id', contactId)
    .orderBy('a.name')
    .select('a.number as accountNumber', 'a.name as accountName', 'p.role')
  return { emails: emails.map((row) => row.email as string), phones, accounts, portalAccesses }
}

const same = (before: unknown, wanted: unknown) => JSON.stringify(before) === JSON.stringify(wanted)
