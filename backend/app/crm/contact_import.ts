import db from '@adonisjs/lucid/services/db'
import type { I18n } from '@adonisjs/i18n'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { refused } from '#core/errors'
import { Contact } from '#crm/contact'
import { CONTACT_COLUMNS, PHONE_COLUMNS } from '#crm/contact_columns'
import { contactParts } from '#crm/contact_parts'
import { createContact, updateContact } from '#crm/contact_validator'
import { readCsv, type CsvRow } from '#crm/csv_table'
import { listOf, present, wordOf } from '#crm/csv_words'
import { importRows, type ImportReport } from '#crm/import_rows'
import type { PartyMeta } from '#crm/party_rules'
import { partyMeta } from '#crm/tenant_country'

type Parts = Awaited<ReturnType<typeof contactParts>>

const NONE: Parts = { emails: [], phones: [], accounts: [], portalAccesses: [] }

/**
 * Imports contacts from CSV. A row is the contact with one of its addresses, otherwise the one of that name at that
 * account, otherwise a new one. It adds and corrects; nothing is ever taken away.
 * @throws what readCsv refuses; everything else stands in the report
 */
export async function importContacts(
  bytes: Buffer,
  { dryRun, i18n }: { dryRun: boolean; i18n: I18n }
): Promise<ImportReport> {
  const meta = await partyMeta()
  const messagesProvider = i18n.createMessagesProvider()
  return importRows(readCsv(bytes, CONTACT_COLUMNS), {
    dryRun,
    i18n,
    fieldOf: (path) =>
      ({ accounts: 'accountNumber', phones: 'phone' })[path.split('.')[0]] ?? path.split('.')[0],
    importRow: async ({ cells }) => {
      const account = await findAccount(cells)
      const known = await findContact(cells, account?.id)
      const input = inputOf(
        cells,
        account?.number,
        known ? await contactParts(known.id) : NONE,
        meta
      )
      if (!known) {
        const contact = await Contact.add(
          await createContact.validate(input, { meta, messagesProvider })
        )
        return { outcome: 'created', name: nameOf(contact) }
      }
      const { version: _, ...valid } = await updateContact.validate(
        { ...input, version: known.version },
        { meta, messagesProvider }
      )
      const changed = await known.change(valid)
      return { outcome: changed.length ? 'updated' : 'unchanged', name: nameOf(known) }
    },
  })
}

const nameOf = (contact: Contact) =>
  [contact.givenName, contact.familyName].filter(Boolean).join(' ')

/** @throws account_unknown, name_ambiguous: a row that names a customer must not lose it silently */
async function findAccount(cells: CsvRow['cells']): Promise<{ id: string; number: number } | null> {
  const { accountNumber: number, accountName: name } = cells
  if (number === undefined && name === undefined) return null
  if (number !== undefined && !/^[1-9][0-9]{0,14}$/.test(number))
    throw refused('number_invalid', {}, 'accountNumber')
  const query = db.from('accounts').select('id', 'number').limit(2)
  const found = await (number === undefined
    ? query.where('name', name!).whereNull('merged_into')
    : query.where('number', number))
  if (found.length === 0)
    throw refused(
      'account_unknown',
      { number: number ?? name! },
      number === undefined ? 'accountName' : 'accountNumber'
    )
  if (found.length > 1) throw refused('name_ambiguous', {}, 'accountName')
  return found[0]
}

async function findContact(
  cells: CsvRow['cells'],
  accountId: string | undefined
): Promise<Contact | null> {
  const addressed = await db
    .from('contact_emails')
    .whereIn('email', listOf(cells.emails))
    .orderBy('position')
    .first()
  if (addressed) return Contact.findOrFail(addressed.contact_id)
  if (!accountId || !cells.familyName) return null
  const named = Contact.query()
    .where('family_name', cells.familyName)
    .whereIn('id', db.from('account_contacts').where('account_id', accountId).select('contact_id'))
  return cells.givenName
    ? named.where('given_name', cells.givenName).first()
    : named.whereNull('given_name').first()
}

function inputOf(
  cells: CsvRow['cells'],
  accountNumber: number | undefined,
  before: Parts,
  { country }: PartyMeta
): Record<string, unknown> {
  const links = before.accounts.map(({ number, isPrimary }) => ({ number, isPrimary }))
  const linked = accountNumber === undefined || links.some(({ number }) => number === accountNumber)
  return present({
    salutation: wordOf('salutation', cells.salutation),
    title: cells.title,
    givenName: cells.givenName,
    familyName: cells.familyName,
    position: cells.position,
    language: wordOf('language', cells.language),
    note: cells.note,
    emails: [...new Set([...before.emails, ...listOf(cells.emails)])],
    phones: phonesWith(cells, before.phones, country),
    accounts: linked ? links : [...links, { number: accountNumber, isPrimary: false }],
  })
}

/** What is no number goes on as it is, and the validator says so. */
function phonesWith(
  cells: CsvRow['cells'],
  before: Parts['phones'],
  country: PartyMeta['country']
): Parts['phones'] {
  const phones = [...before]
  for (const [column, kind] of Object.entries(PHONE_COLUMNS)) {
    for (const written of (cells[column] ?? '')
      .split(/[,;|]/)
      .map((part) => part.trim())
      .filter(Boolean)) {
      const number = parsePhoneNumberFromString(written, country)?.number ?? written
      if (!phones.some((phone) => phone.number === number)) phones.push({ number, kind })
    }
  }
  return phones
}
