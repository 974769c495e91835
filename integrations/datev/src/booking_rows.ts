import type { BookingRow } from './booking_batch.ts'
import { DatevError } from './datev_error.ts'
import { grossAmounts, hundredthsOfPercent, sum } from './gross.ts'
import { isForeignEuVatId, prefixedVatId } from './vat_id.ts'

/** One part of a document's net: what is booked to one account in one tax case. */
export type BookableGroup = {
  revenueAccount: string
  /** Automatic accounts get no tax key, whatever `taxKey` says. */
  automatic: boolean
  taxKey?: string
  taxCase: string
  /** Percent as a decimal: `19` or `19.00`. */
  vatRate: string
  /** Minor units; negative where discounts outweigh. */
  net: number
  costCentre1?: string
  costCentre2?: string
}

/** An issued document. Amounts of a cancellation are those of the invoice it cancels. */
export type BookableDocument = {
  number: string
  kind: 'invoice' | 'cancellation'
  /** The cancelled invoice, on cancellations. */
  originalNumber?: string
  /** ISO date of this document, also for cancellations: the invoice's month may be closed. */
  date: string
  /** ISO date. */
  dueDate?: string
  debtorNumber: number
  accountName: string
  subject: string
  customerVatId?: string
  /** ISO 3166, two letters. */
  customerCountry: string
  /** Minor units. */
  gross: number
  groups: readonly BookableGroup[]
  /** GUID the document has in the archive that is handed over along with the batch. */
  guid?: string
}

/**
 * Documents as bookings: one gross row per account, tax case, rate and cost centres, which add up
 * to the document's gross. Groups that come to nothing are left out, DATEV has no booking of 0.
 * Throws `datev_gross_mismatch` where groups and gross disagree, `datev_gross_negative`,
 * `datev_original_missing`, and `datev_vat_id` for EU services without a foreign EU VAT ID.
 */
export function bookingRows(documents: readonly BookableDocument[]): BookingRow[] {
  return documents.flatMap(documentRows)
}

function documentRows(document: BookableDocument): BookingRow[] {
  const { gross, number } = document
  if (gross < 0) throw new DatevError('datev_gross_negative', 'gross', gross, number)
  const groups = mergedGroups(document.groups)
  const grosses = grossAmounts(groups)
  if (sum(grosses) !== gross) {
    throw new DatevError('datev_gross_mismatch', 'gross', gross, number)
  }
  return groups.flatMap((group, index) => {
    const amount = grosses[index]!
    return amount === 0 ? [] : [bookingRow(document, group, amount)]
  })
}

function bookingRow(document: BookableDocument, group: BookableGroup, gross: number): BookingRow {
  const isDebit = gross > 0 === (document.kind === 'invoice')
  return {
    amount: Math.abs(gross),
    side: isDebit ? 'S' : 'H',
    account: String(document.debtorNumber),
    contraAccount: group.revenueAccount,
    taxKey: group.automatic ? undefined : group.taxKey,
    documentDate: document.date,
    documentField1: openItemNumber(document),
    bookingText: [document.accountName, document.subject].filter(Boolean).join(', '),
    euVatId: group.taxCase === 'EU_SERVICE_REVERSE_CHARGE' ? recipientVatId(document) : undefined,
    costCentre1: group.costCentre1,
    costCentre2: group.costCentre2,
    dueDate: document.kind === 'invoice' ? document.dueDate : undefined,
    documentGuid: document.guid,
  }
}

/** A cancellation carries the invoice's number, so that DATEV clears the open item. */
function openItemNumber({ kind, number, originalNumber }: BookableDocument): string {
  if (kind === 'invoice') return number
  if (!originalNumber) {
    throw new DatevError('datev_original_missing', 'originalNumber', originalNumber, number)
  }
  return originalNumber
}

/** EU services go into the EC sales list by the recipient's VAT ID (§ 18a UStG). */
function recipientVatId({ customerVatId = '', customerCountry, number }: BookableDocument): string {
  const vatId = prefixedVatId(customerVatId, customerCountry)
  if (!customerVatId || !isForeignEuVatId(vatId)) {
    throw new DatevError('datev_vat_id', 'customerVatId', customerVatId, number)
  }
  return vatId
}

function mergedGroups(groups: readonly BookableGroup[]): BookableGroup[] {
  const merged = new Map<string, BookableGroup>()
  for (const group of groups) {
    const key = JSON.stringify([
      group.revenueAccount,
      group.automatic ? '' : (group.taxKey ?? ''),
      group.taxCase,
      hundredthsOfPercent(group.vatRate),
      group.costCentre1 ?? '',
      group.costCentre2 ?? '',
    ])
    merged.set(key, { ...group, net: group.net + (merged.get(key)?.net ?? 0) })
  }
  return [...merged.values()]
}
