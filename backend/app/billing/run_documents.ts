import { checkInvoice } from '@kontor/einvoice'
import i18nManager from '@adonisjs/i18n/services/main'
import { DateTime } from 'luxon'
import { DomainError } from '#core/errors'
import type { Charge, Note } from '#charges/charge_shapes'
import { monthCharges } from '#charges/charges'
import { draftOf, taxedLine } from '#documents/document_line'
import type { DocumentDraft, Problem } from '#documents/document_shapes'
import { invoiceContent, UNNUMBERED } from '#documents/invoice_content'
import { loadMonthFacts, takenKeys, type MonthFacts } from '#charges/month_facts'
import { monthInputs, type ContractMonth } from '#charges/month_input'
import { loadParties, type BillingAccount, type Company, type Parties } from '#documents/parties'
import { tenantTime } from '#charges/tenant_time'

/** What one company would bill one account for the month. */
export interface RunDocument {
  company: Company
  account: BillingAccount
  /** One charge a line, in the same order. */
  charges: Charge[]
  /** Null where the tax of a line is not known, or where there is nothing to bill. */
  draft: DocumentDraft | null
  problems: Problem[]
}

interface Share {
  input: ContractMonth
  companyId: string
  charges: Charge[]
  warnings: Note[]
}

/** The month's documents, by account name, as they would be now; writes nothing. */
export async function runDocuments(
  month: string,
  accountId: string | null = null
): Promise<RunDocument[]> {
  return documentsOf(month, await loadMonthFacts(month, accountId))
}

/** The documents that follow from the given facts of the month, by account name; writes nothing. */
export async function documentsOf(month: string, facts: MonthFacts): Promise<RunDocument[]> {
  const inputs = monthInputs(month, facts)
  const parties = await loadParties([...new Set(inputs.map(({ input }) => input.accountId))])
  const [firstCompany] = parties.companies.keys()
  const computed = inputs.map((input): Share => ({
    input,
    companyId: input.companyId ?? firstCompany,
    ...monthCharges(input.input),
  }))
  const taken = await takenKeys(
    month,
    computed.flatMap(({ charges }) => charges.map(({ key }) => key))
  )
  const shares = computed
    .map((share) => ({ ...share, charges: share.charges.filter(({ key }) => !taken.has(key)) }))
    .filter(({ charges, warnings }) => charges.length + warnings.length > 0)
  const today = (await tenantTime()).toISODate()
  const grouped = Map.groupBy(
    shares,
    ({ companyId, input }) => `${companyId} ${input.input.accountId}`
  )
  return [...grouped.values()]
    .map((group) => runDocument(month, group, parties, today))
    .toSorted(
      (one, other) =>
        one.account.name.localeCompare(other.account.name, 'de') ||
        one.account.number - other.account.number
    )
}

function runDocument(month: string, shares: Share[], parties: Parties, today: string): RunDocument {
  const [{ companyId, input }] = shares
  const company = parties.companies.get(companyId)!
  const account = parties.accounts.get(input.input.accountId)!
  const charges = shares.flatMap((share) => share.charges)
  const warned = [
    ...charges.flatMap(chargeProblems),
    ...shares
      .flatMap((share) => share.warnings)
      .map((note): Problem => ({ ...note, blocks: false })),
  ]
  const problems = warned.filter(
    ({ code }, index) =>
      code !== 'po_reference_missing' || warned.findIndex((other) => other.code === code) === index
  )
  const found: RunDocument = { company, account, charges, draft: null, problems }
  // A document of zeros says nothing that has to be paid; its facts wait for the next month that has something.
  if (charges.every(({ net }) => net === 0)) return found
  const contracts = shares.flatMap((share) => share.input.contractNumber ?? [])
  try {
    const lines = charges.map((charge) =>
      taxedLine({ ...charge, servedAccountId: account.id }, company, account, parties)
    )
    found.draft = draftOf(
      {
        companyId,
        accountId: account.id,
        debtorAccountId: account.id,
        subject: subjectOf(month, account.language),
        contractReference: contracts.length === 1 ? String(contracts[0]) : null,
      },
      lines
    )
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return {
      ...found,
      problems: [{ code: error.code, params: error.params, blocks: true }, ...problems],
    }
  }
  const blocking = draftProblems(found.draft, parties, today)
  return { ...found, problems: inOrderOfWeight([...blocking, ...problems]) }
}

/** Why a draft may not be issued: what EN 16931 and § 14 UStG miss in it, and amounts below zero. */
export function draftProblems(draft: DocumentDraft, parties: Parties, today: string): Problem[] {
  const content = invoiceContent(draft, parties, { ...UNNUMBERED, date: today, dueOn: today }, [])
  const codes = new Set(checkInvoice(content).map(({ code }) => `invoice_${code}`))
  if (draft.totals.gross < 0) codes.add('document_negative')
  return [...codes].map((code) => ({ code, params: {}, blocks: true }))
}

/** The contract says that this customer pays nothing without an order number, so it is no mere hint. */
function chargeProblems({ description, warnings }: Charge): Problem[] {
  return warnings.map(({ code, params }) => ({
    code,
    params: { ...params, line: description },
    blocks: code === 'po_reference_missing',
  }))
}

const inOrderOfWeight = (problems: Problem[]) =>
  problems.toSorted((one, other) => Number(other.blocks) - Number(one.blocks))

function subjectOf(month: string, language: 'de' | 'en'): string {
  const name = DateTime.fromISO(`${month}-01`).setLocale(language).toFormat('LLLL yyyy')
  return i18nManager.locale(language).t('billing.subject', { month: name })
}
