import db from '@adonisjs/lucid/services/db'
import type { KontorAbility } from '#core/ability'
import type { Account } from '#crm/account'
import type { Address, Recipient } from '#crm/account_parts'
import { accountFigures } from '#crm/account_figures'
import { contactsOf } from '#crm/contact_list'
import { sitesOf } from '#crm/site_list'

/** Everything that the account's page shows beside its timeline. */
export async function accountPage(
  account: Account,
  ability: KontorAbility,
  hiddenQueueIds: string[]
) {
  const addresses = await db
    .from('account_addresses')
    .where('account_id', account.id)
    .orderByRaw(`purpose = 'main' desc, purpose`)
  const domains = await db.from('account_domains').where('account_id', account.id).orderBy('domain')
  const recipients = await db
    .from('invoice_recipients')
    .where('account_id', account.id)
    .orderBy('kind', 'desc')
    .orderBy('email')
  const parent = account.parentId
    ? await db.from('accounts').where('id', account.parentId).select('number', 'name').first()
    : null
  return {
    id: account.id,
    number: account.number,
    version: account.version,
    name: account.name,
    kind: account.kind,
    parent: parent as { number: number; name: string } | null,
    debtorNumber: account.debtorNumber,
    debtorExportedAt: account.debtorExportedAt?.toUTC().toISO() ?? null,
    vatId: account.vatId,
    taxNumber: account.taxNumber,
    language: account.language,
    paymentDays: account.paymentDays,
    buyerReference: account.buyerReference,
    einvoiceScheme: account.einvoiceScheme,
    einvoiceAddress: account.einvoiceAddress,
    phone: account.phone,
    website: account.website,
    note: account.note,
    customerSince: account.customerSince,
    archivedAt: account.archivedAt?.toUTC().toISO() ?? null,
    createdAt: account.createdAt.toUTC().toISO()!,
    addresses: addresses.map(({ purpose, addition, street, postcode, city, country }) => ({
      purpose,
      addition,
      street,
      postcode,
      city,
      country,
    })) as Required<Address>[],
    domains: domains.map((row) => row.domain as string),
    recipients: recipients.map(({ kind, email }) => ({ kind, email })) as Recipient[],
    contacts: await contactsOf(account.id),
    sites: await sitesOf(account.id),
    figures: await accountFigures(account.id, ability, hiddenQueueIds),
  }
}
