import type { TaxCase, DocumentTotals } from '#charges/vat'

/** A line as it is stored and printed. Days 'YYYY-MM-DD', decimals strings, amounts minor units. */
export interface DocumentLine {
  itemId: string | null
  servedAccountId: string
  servedSiteId: string | null
  description: string
  quantity: string
  /** UN/ECE Recommendation 20 */
  unit: string
  unitPrice: string
  net: number
  taxCase: TaxCase
  vatRate: string
  revenueAccount: number
  periodFrom: string
  periodTo: string
  poReference: string | null
  costCentre: string | null
}

/** What a document says before it has a number and a date. */
export interface DocumentDraft {
  companyId: string
  /** The buyer, as printed. */
  accountId: string
  /** Who pays and is booked. */
  debtorAccountId: string
  subject: string
  poReference: string | null
  contractReference: string | null
  supplyFrom: string
  supplyTo: string
  lines: DocumentLine[]
  totals: DocumentTotals
}

/** A reason why a document may not be issued, or why someone should look at it before. */
export interface Problem {
  code: string
  params: Record<string, string | number | null>
  blocks: boolean
}
