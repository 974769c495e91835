import { plainAmount, plainDecimal } from './exact_decimal.ts'
import type { Invoice } from './invoice.ts'
import { wordsOf } from './invoice_words.ts'
import { billingPeriod, dateTime } from './invoice_xml_values.ts'
import { element } from './xml_element.ts'

/** BG-16, BG-22, BG-23 and BG-3: how it is paid, taxed and summed up. */
export function headerSettlement(invoice: Invoice) {
  const { currency, totals, cancels } = invoice
  return element('ram:ApplicableHeaderTradeSettlement', [
    element('ram:PaymentReference', invoice.number),
    element('ram:InvoiceCurrencyCode', currency),
    ...paymentMeans(invoice),
    ...vatBreakdown(invoice),
    billingPeriod(invoice.supplyPeriod),
    element('ram:SpecifiedTradePaymentTerms', [
      element('ram:Description', invoice.paymentTerms?.text ?? null),
      invoice.dueDate ? element('ram:DueDateDateTime', [dateTime(invoice.dueDate)]) : null,
    ]),
    element('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
      element('ram:LineTotalAmount', plainAmount(totals.net)),
      element('ram:TaxBasisTotalAmount', plainAmount(totals.net)),
      element('ram:TaxTotalAmount', plainAmount(totals.vat), { currencyID: currency }),
      element('ram:GrandTotalAmount', plainAmount(totals.gross)),
      element('ram:DuePayableAmount', plainAmount(totals.payable)),
    ]),
    cancels &&
      element('ram:InvoiceReferencedDocument', [
        element('ram:IssuerAssignedID', cancels.number),
        element('ram:FormattedIssueDateTime', [dateTime(cancels.issueDate, 'qdt')]),
      ]),
  ])
}

/** 58 SEPA transfer, 30 other transfer; 1 "not defined" where nothing is to be paid (BR-DE-1). */
function paymentMeans({ currency, seller, totals }: Invoice) {
  const name = 'ram:SpecifiedTradeSettlementPaymentMeans'
  if (totals.payable <= 0) return [element(name, [element('ram:TypeCode', '1')])]
  return seller.bankAccounts.map((account) =>
    element(name, [
      element('ram:TypeCode', currency === 'EUR' ? '58' : '30'),
      element('ram:PayeePartyCreditorFinancialAccount', [
        element('ram:IBANID', account.iban.replace(/\s/g, '')),
        element('ram:AccountName', seller.name),
      ]),
      element('ram:PayeeSpecifiedCreditorFinancialInstitution', [
        element('ram:BICID', account.bic),
      ]),
    ])
  )
}

function vatBreakdown(invoice: Invoice) {
  return invoice.vatBreakdown.map((group) => {
    const isReverseCharge = group.category === 'AE'
    const reason = group.exemptionReason ?? wordsOf(invoice).reverseCharge
    return element('ram:ApplicableTradeTax', [
      element('ram:CalculatedAmount', plainAmount(group.tax)),
      element('ram:TypeCode', 'VAT'),
      element('ram:ExemptionReason', isReverseCharge ? reason : null),
      element('ram:BasisAmount', plainAmount(group.net)),
      element('ram:CategoryCode', group.category),
      element('ram:ExemptionReasonCode', isReverseCharge ? 'VATEX-EU-AE' : null),
      element('ram:RateApplicablePercent', plainDecimal(group.rate)),
    ])
  })
}
