import { revenueAccount } from '@kontor/datev/revenue_account'
import { refused } from '#core/errors'
import { lineTotal } from '#core/money'
import type { DocumentDraft, DocumentLine } from '#documents/document_shapes'
import type { BilledItem, BillingAccount, Company, Parties } from '#documents/parties'
import { documentTotals, vatCase, type TaxCase, type VatGroup } from '#charges/vat'

/** A line before its tax is known; without an item it is a service at the group's rate. */
export type UntaxedLine = Omit<DocumentLine, 'net' | 'taxCase' | 'vatRate' | 'revenueAccount'> & {
  vatGroup: VatGroup
}

/** DATEV books ten digits before the comma, in cents; no sum of an invoice is ever near it but by a slip of the hand. */
const LARGEST_AMOUNT = 999_999_999_999

const HOME_CASE: Record<VatGroup, TaxCase> = { standard: 'DE19', reduced: 'DE7' }

/**
 * The line with its amount, tax and revenue account. The last day of its period decides the rate (§ 13(1) Nr. 1a UStG:
 * a supply over time is made when it ends).
 * @throws the refusals of vatCase, amount_too_large, and vat_small_business for a seller under § 19 UStG
 */
export function taxedLine(
  line: UntaxedLine,
  company: Company,
  buyer: BillingAccount,
  parties: Parties
): DocumentLine {
  const { vatGroup, ...sold } = line
  const item = sold.itemId ? parties.items.get(sold.itemId) : undefined
  const method = company.vatMethods.find(({ validFrom }) => validFrom <= sold.periodTo)?.method
  if (method === 'small_business') throw refused('vat_small_business', { company: company.name })
  const { taxCase, rate } = vatCase(
    {
      sellerCountry: company.address.country,
      buyer: {
        country: buyer.address.country,
        kind: buyer.kind === 'public_body' ? 'public' : buyer.kind,
        vatId: buyer.vatId,
      },
      itemKind: item?.kind ?? 'service',
      vatGroup,
      supplyDate: sold.periodTo,
    },
    parties.rates
  )
  return {
    ...sold,
    net: booked(lineTotal(sold.quantity, sold.unitPrice)),
    taxCase,
    vatRate: rate,
    revenueAccount: revenueAccountOf(company, item, taxCase),
  }
}

/** @throws amount_too_large */
function booked(amount: number): number {
  if (Math.abs(amount) > LARGEST_AMOUNT) throw refused('amount_too_large', {}, 'lines')
  return amount
}

/** An item's own account is one of domestic revenue at its rate; any other tax case has its own accounts. */
function revenueAccountOf(
  company: Company,
  item: BilledItem | undefined,
  taxCase: TaxCase
): number {
  if (item?.revenueAccount && taxCase === HOME_CASE[item.vatGroup]) return item.revenueAccount
  return Number(revenueAccount(company.chart, taxCase, {}, company.accountLength).account)
}

/** What the lines have in common stands on the document: supply period, order number, totals. @throws amount_too_large */
export function draftOf(
  heading: Pick<
    DocumentDraft,
    'companyId' | 'accountId' | 'debtorAccountId' | 'subject' | 'contractReference'
  >,
  lines: DocumentLine[]
): DocumentDraft {
  const references = new Set(lines.map((line) => line.poReference))
  const totals = documentTotals(
    lines.map((line) => ({
      taxCase: line.taxCase,
      category: categoryOf(line.taxCase),
      rate: line.vatRate,
      net: line.net,
    }))
  )
  booked(totals.gross)
  return {
    ...heading,
    lines,
    poReference: references.size === 1 ? lines[0].poReference : null,
    supplyFrom: lines.map((line) => line.periodFrom).toSorted()[0],
    supplyTo: lines
      .map((line) => line.periodTo)
      .toSorted()
      .at(-1)!,
    totals,
  }
}

/** EN 16931 BT-151 */
export const categoryOf = (taxCase: TaxCase) =>
  taxCase === 'EU_SERVICE_REVERSE_CHARGE' ? 'AE' : 'S'
