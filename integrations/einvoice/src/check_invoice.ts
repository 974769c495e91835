import { lineAmount, millionths, taxAmount } from './exact_decimal.ts'
import type { Address, Invoice, VatCategory } from './invoice.ts'
import { InvoiceRefused, type Problem, type ProblemCode } from './invoice_problems.ts'

type Report = (code: ProblemCode, field: string) => void

/**
 * Everything that forbids issuing this document; empty when it may go out. Rules are § 14(4) and
 * § 14a UStG, EN 16931 (BR-CO-10 to BR-CO-18, BR-S, BR-AE) and, for public bodies, XRechnung 3.0
 * (BR-DE-1 to BR-DE-15). Amounts are recomputed from quantities and prices.
 */
export function checkInvoice(invoice: Invoice): Problem[] {
  const problems: Problem[] = []
  const report: Report = (code, field) => problems.push({ code, field })
  checkHeader(invoice, report)
  checkParties(invoice, report)
  checkLines(invoice, report)
  checkSums(invoice, report)
  checkPayment(invoice, report)
  return problems
}

/** @throws InvoiceRefused naming every problem */
export function requireIssuable(invoice: Invoice): void {
  const problems = checkInvoice(invoice)
  if (problems.length) throw new InvoiceRefused(invoice.number, problems)
}

function checkHeader(invoice: Invoice, report: Report) {
  if (!invoice.number.trim()) report('number_missing', 'number')
  if (!isDay(invoice.issueDate)) report('date_invalid', 'issueDate')
  if (invoice.dueDate !== null && !isDay(invoice.dueDate)) report('date_invalid', 'dueDate')
  checkPeriod(invoice.supplyPeriod, 'supplyPeriod', report)
  invoice.times.forEach(({ date }, index) => {
    if (!isDay(date)) report('date_invalid', `times.${index}.date`)
  })
  if (invoice.kind !== 'cancellation') return
  if (!invoice.cancels?.number.trim()) report('cancelled_document_missing', 'cancels')
  else if (!isDay(invoice.cancels.issueDate)) report('date_invalid', 'cancels.issueDate')
  if (invoice.totals.gross > 0) report('cancellation_not_negative', 'totals.gross')
}

function checkParties({ seller, buyer, vatBreakdown, ...invoice }: Invoice, report: Report) {
  if (!isComplete(seller.name, seller.address)) report('seller_address_incomplete', 'seller')
  if (!isComplete(buyer.name, buyer.address)) report('buyer_address_incomplete', 'buyer')
  const postal = invoice.postalAddress
  if (postal && !isComplete(postal.name, postal))
    report('buyer_address_incomplete', 'postalAddress')
  if (!seller.vatId && !seller.taxNumber) report('seller_tax_number_missing', 'seller.vatId')
  if (vatBreakdown.some((group) => group.category === 'AE')) {
    if (!seller.vatId) report('reverse_charge_vat_id_missing', 'seller.vatId')
    if (!buyer.vatId) report('reverse_charge_vat_id_missing', 'buyer.vatId')
  }
  // § 16(6) UStG: tax is owed in euros; an amount in another currency would need BT-6 and BT-111.
  const euroSeller = ['DE', 'AT'].includes(seller.address.country)
  if (euroSeller && invoice.currency !== 'EUR' && invoice.totals.vat !== 0) {
    report('vat_in_foreign_currency', 'currency')
  }
  if (buyer.kind !== 'public') return
  if (!buyer.buyerReference?.trim()) report('buyer_reference_missing', 'buyer.buyerReference')
  if (!buyer.electronicAddress) {
    report('buyer_electronic_address_missing', 'buyer.electronicAddress')
  }
  if (!seller.contactName || !seller.phone || !seller.email) {
    report('seller_contact_incomplete', 'seller')
  }
}

function checkLines(invoice: Invoice, report: Report) {
  if (!invoice.lines.length) report('lines_missing', 'lines')
  invoice.lines.forEach((line, index) => {
    const field = `lines.${index}`
    if (!line.name.trim()) report('line_name_missing', `${field}.name`)
    if (lineAmount(line.quantity, line.unitPrice) !== line.net) {
      report('line_net_wrong', `${field}.net`)
    }
    checkRate(line.vatCategory, line.vatRate, `${field}.vatRate`, report)
    if (line.period) checkPeriod(line.period, `${field}.period`, report)
  })
}

function checkSums({ lines, vatBreakdown, totals }: Invoice, report: Report) {
  const nets = new Map<string, number>()
  for (const line of lines) {
    const key = groupKey(line.vatCategory, line.vatRate)
    nets.set(key, (nets.get(key) ?? 0) + line.net)
  }
  vatBreakdown.forEach((group, index) => {
    const field = `vatBreakdown.${index}`
    checkRate(group.category, group.rate, `${field}.rate`, report)
    const key = groupKey(group.category, group.rate)
    if (nets.get(key) !== group.net) report('vat_breakdown_wrong', `${field}.net`)
    if (taxAmount(group.net, group.rate) !== group.tax)
      report('vat_breakdown_wrong', `${field}.tax`)
    nets.delete(key)
  })
  if (nets.size) report('vat_breakdown_wrong', 'vatBreakdown')
  if (totals.net !== sum(lines.map((line) => line.net))) report('totals_wrong', 'totals.net')
  if (totals.vat !== sum(vatBreakdown.map((group) => group.tax)))
    report('totals_wrong', 'totals.vat')
  if (totals.gross !== totals.net + totals.vat) report('totals_wrong', 'totals.gross')
  if (totals.payable !== totals.gross) report('totals_wrong', 'totals.payable')
}

function checkPayment({ seller, totals, dueDate, paymentTerms }: Invoice, report: Report) {
  seller.bankAccounts.forEach(({ iban }, index) => {
    if (!isIban(iban)) report('iban_invalid', `seller.bankAccounts.${index}.iban`)
  })
  if (totals.payable <= 0) return
  if (!seller.bankAccounts.length) report('bank_account_missing', 'seller.bankAccounts')
  if (!dueDate && !paymentTerms) report('due_date_missing', 'dueDate')
}

function checkPeriod({ from, to }: { from: string; to: string }, field: string, report: Report) {
  if (!isDay(from)) report('date_invalid', `${field}.from`)
  else if (!isDay(to)) report('date_invalid', `${field}.to`)
  else if (from > to) report('supply_period_reversed', field)
}

/** BR-S-05: a standard rate is above zero; BR-AE-05: reverse charge is zero. */
function checkRate(category: VatCategory, rate: string, field: string, report: Report) {
  const value = millionths(rate)
  const fits = value !== null && (category === 'S' ? value > 0n : value === 0n)
  if (!fits) report('vat_rate_wrong', field)
}

function groupKey(category: VatCategory, rate: string): string {
  return `${category} ${millionths(rate)}`
}

function sum(amounts: number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

function isComplete(name: string, { street, postcode, city, country }: Address): boolean {
  return [name, street, postcode, city].every((part) => part.trim()) && /^[A-Z]{2}$/.test(country)
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** ISO 13616: the account with country and check digits moved behind it is 1 modulo 97. */
function isIban(text: string): boolean {
  const iban = text.replace(/\s/g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false
  const digits = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55)
  )
  return BigInt(digits) % 97n === 1n
}
