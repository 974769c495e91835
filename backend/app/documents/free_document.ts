import db from '@adonisjs/lucid/services/db'
import { refused } from '#core/errors'
import { record } from '#core/events'
import { sql } from '#core/sql'
import { draftOf, taxedLine } from '#documents/document_line'
import { requireEditable, type DocumentRow } from '#documents/document'
import { headingColumns, insertDraft, insertLines } from '#documents/document_rows'
import type { DocumentDraft } from '#documents/document_shapes'
import { loadParties } from '#documents/parties'
import type { VatGroup } from '#charges/vat'

/** An invoice beside the months: hardware, a project, whatever is written by hand. */
export interface FreeDocument {
  companyId: string | null
  accountNumber: number
  /** Who pays; the buyer if left out. */
  debtorAccountNumber: number | null
  subject: string
  supplyFrom: string
  supplyTo: string
  poReference: string | null
  lines: FreeLine[]
}

export interface FreeLine {
  itemNumber: string | null
  description: string
  quantity: string
  unit: string
  unitPrice: string
  vatGroup: VatGroup
  costCentre: string | null
}

/** @throws account_unknown, company_unknown, item_unknown and the refusals of vatCase */
export async function createFreeDocument(input: FreeDocument): Promise<string> {
  const draft = await freeDraft(input)
  const { id } = await insertDraft(draft, null)
  await record({
    type: 'document.drafted',
    subject: { type: 'document', id },
    accountId: draft.accountId,
  })
  return id
}

/** Replaces the draft by what is sent. @throws document_frozen, document_of_month, version_mismatch */
export async function updateFreeDocument(
  document: DocumentRow,
  input: FreeDocument,
  version: number
): Promise<void> {
  requireEditable(document, version)
  const draft = await freeDraft(input)
  await db.from('document_lines').where('document_id', document.id).delete()
  await insertLines(document.id, draft.lines)
  await db
    .from('documents')
    .where('id', document.id)
    .update({
      company_id: draft.companyId,
      account_id: draft.accountId,
      debtor_account_id: draft.debtorAccountId,
      ...headingColumns(draft),
    })
  await record({
    type: 'document.updated',
    subject: { type: 'document', id: document.id },
    accountId: draft.accountId,
  })
}

async function freeDraft(input: FreeDocument): Promise<DocumentDraft> {
  if (input.supplyFrom > input.supplyTo) throw refused('supply_period_reversed', {}, 'supplyTo')
  const accountId = await accountIdOf(input.accountNumber, 'accountNumber')
  const debtorAccountId =
    input.debtorAccountNumber === null
      ? accountId
      : await accountIdOf(input.debtorAccountNumber, 'debtorAccountNumber')
  const parties = await loadParties([accountId, debtorAccountId])
  const [firstCompany] = parties.companies.keys()
  const company = parties.companies.get(input.companyId ?? firstCompany)
  if (!company) throw refused('company_unknown', {}, 'companyId')
  const buyer = parties.accounts.get(accountId)!
  const items = new Map([...parties.items.values()].map(({ id, number }) => [number, id]))
  const lines = input.lines.map(({ itemNumber, ...line }, index) => {
    if (itemNumber && !items.has(itemNumber))
      throw refused('item_unknown', {}, `lines.${index}.itemNumber`)
    return taxedLine(
      {
        ...line,
        itemId: itemNumber ? items.get(itemNumber)! : null,
        servedAccountId: accountId,
        servedSiteId: null,
        periodFrom: input.supplyFrom,
        periodTo: input.supplyTo,
        poReference: input.poReference,
      },
      company,
      buyer,
      parties
    )
  })
  return draftOf(
    {
      companyId: company.id,
      accountId,
      debtorAccountId,
      subject: input.subject,
      contractReference: null,
    },
    lines
  )
}

async function accountIdOf(number: number, field: string): Promise<string> {
  const [account] = await sql<{ id: string }>(
    'select id from accounts where number = ? and merged_into is null',
    [number]
  )
  if (!account) throw refused('account_unknown', { number }, field)
  return account.id
}
