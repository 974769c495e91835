import db from '@adonisjs/lucid/services/db'
import type { I18n } from '@adonisjs/i18n'
import { refused } from '#core/errors'
import { Account, type AccountNumbers } from '#crm/account'
import { ACCOUNT_COLUMNS } from '#crm/account_columns'
import type { Address, Recipient } from '#crm/account_parts'
import { createAccount, updateAccount } from '#crm/account_validator'
import { readCsv, type CsvRow } from '#crm/csv_table'
import { dayOf, listOf, present, wordOf } from '#crm/csv_words'
import { importRows, type ImportReport, type RowResult } from '#crm/import_rows'
import { partyMeta } from '#crm/tenant_country'

const ADDRESS = ['addition', 'street', 'postcode', 'city', 'country'] as const

/**
 * Imports accounts from CSV. A row is the account with its customer number, otherwise the one with its name, otherwise
 * a new one. It adds and corrects; an empty cell changes nothing, and nothing is ever taken away.
 * @throws what readCsv refuses; everything else stands in the report
 */
export async function importAccounts(
  bytes: Buffer,
  { dryRun, i18n }: { dryRun: boolean; i18n: I18n }
): Promise<ImportReport> {
  const meta = await partyMeta()
  const messagesProvider = i18n.createMessagesProvider()
  const numbers = dryRun ? noNumbers() : undefined
  return importRows(readCsv(bytes, ACCOUNT_COLUMNS), {
    dryRun,
    i18n,
    fieldOf: (path) => path.match(/^addresses\.\d+\.(\w+)$/)?.[1] ?? path.split('.')[0],
    importRow: async ({ cells }) => {
      const given = {
        number: numberOf(cells.number, 'number'),
        debtor: numberOf(cells.debtorNumber, 'debtorNumber'),
      }
      const known = await findAccount(given.number, cells.name)
      const input = await inputOf(cells, known)
      if (!known) {
        const payload = await createAccount.validate(input, { meta, messagesProvider })
        const account = await Account.add(payload, numbersFor(given, numbers))
        return result('created', account, dryRun && given.number === undefined)
      }
      const changes = {
        ...input,
        ...(given.debtor !== undefined && { debtorNumber: given.debtor }),
        version: known.version,
      }
      const { version: _, ...valid } = await updateAccount.validate(changes, {
        meta,
        messagesProvider,
      })
      const changed = await known.change(valid)
      return result(changed.length ? 'updated' : 'unchanged', known)
    },
  })
}

function result(outcome: RowResult['outcome'], account: Account, withoutNumber = false): RowResult {
  return { outcome, name: account.name, ...(!withoutNumber && { number: account.number }) }
}

/** @throws name_ambiguous where two accounts have the name and the row has no number */
async function findAccount(
  number: number | undefined,
  name: string | undefined
): Promise<Account | null> {
  const numbered = number === undefined ? null : await Account.findBy('number', number)
  if (numbered || name === undefined) return numbered
  const named = await Account.query().where('name', name).whereNull('merged_into').limit(2)
  if (named.length > 1) throw refused('name_ambiguous', {}, 'name')
  return named[0] ?? null
}

/** A number that the row brings is kept: customers know theirs. */
function numbersFor(
  given: { number?: number; debtor?: number },
  trial?: AccountNumbers
): AccountNumbers {
  const fallback = trial ?? Account.counters
  return {
    customer: async () => given.number ?? fallback.customer(),
    debtor: async () => given.debtor ?? fallback.debtor(),
  }
}

/** A trial run takes no number from the counters: below zero nothing else is. */
function noNumbers(): AccountNumbers {
  let next = 0
  return { customer: async () => --next, debtor: async () => --next }
}

function numberOf(cell: string | undefined, field: string): number | undefined {
  if (cell === undefined) return undefined
  if (!/^[1-9][0-9]{0,14}$/.test(cell)) throw refused('number_invalid', {}, field)
  return Number(cell)
}

async function inputOf(
  cells: CsvRow['cells'],
  known: Account | null
): Promise<Record<string, unknown>> {
  return present({
    name: cells.name,
    kind: wordOf('kind', cells.kind),
    language: wordOf('language', cells.language),
    customerSince: dayOf(cells.customerSince),
    vatId: cells.vatId,
    taxNumber: cells.taxNumber,
    paymentDays: cells.paymentDays,
    buyerReference: cells.buyerReference,
    phone: cells.phone,
    website: cells.website,
    note: cells.note,
    addresses: await addressesWith(cells, known),
    domains:
      cells.domains && [...(await domainsOf(known)), ...listOf(cells.domains)].filter(unique),
    recipients: cells.recipients && (await recipientsWith(listOf(cells.recipients), known)),
  })
}

const unique = (value: string, at: number, all: string[]) => all.indexOf(value) === at

async function addressesWith(
  cells: CsvRow['cells'],
  known: Account | null
): Promise<Partial<Address>[] | undefined> {
  const given = present(
    Object.fromEntries(
      ADDRESS.map((field) => [
        field,
        field === 'country' ? wordOf('country', cells.country) : cells[field],
      ])
    )
  )
  if (Object.keys(given).length === 0) return undefined
  const before: Address[] = known
    ? await db
        .from('account_addresses')
        .where('account_id', known.id)
        .select('purpose', ...ADDRESS)
    : []
  const main = before.find(({ purpose }) => purpose === 'main')
  const others = before.filter(({ purpose }) => purpose !== 'main')
  return [{ ...(main ?? { purpose: 'main', country: 'DE' }), ...given }, ...others]
}

async function domainsOf(known: Account | null): Promise<string[]> {
  const rows = known
    ? await db.from('account_domains').where('account_id', known.id).orderBy('domain')
    : []
  return rows.map((row) => row.domain)
}

async function recipientsWith(emails: string[], known: Account | null): Promise<Recipient[]> {
  const before: Recipient[] = known
    ? await db.from('invoice_recipients').where('account_id', known.id).select('kind', 'email')
    : []
  const added = emails.filter((email) => !before.some((recipient) => recipient.email === email))
  return [...before, ...added.map((email) => ({ kind: 'to' as const, email }))]
}
