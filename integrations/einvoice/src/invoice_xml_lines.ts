import { negated, plainAmount, plainDecimal } from './exact_decimal.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import { wordsOf } from './invoice_words.ts'
import { billingPeriod } from './invoice_xml_values.ts'
import { element } from './xml_element.ts'

/** BG-25 */
export function lineItem(line: InvoiceLine, language: Invoice['language']) {
  const words = wordsOf({ language })
  // BR-27: a price is never negative, so a rebate becomes a negative quantity.
  const isRebate = line.unitPrice.startsWith('-')
  const quantity = isRebate ? negated(line.quantity) : line.quantity
  const price = isRebate ? negated(line.unitPrice) : line.unitPrice
  return element('ram:IncludedSupplyChainTradeLineItem', [
    element('ram:AssociatedDocumentLineDocument', [element('ram:LineID', line.position)]),
    element('ram:SpecifiedTradeProduct', [
      element('ram:SellerAssignedID', line.sellerItemNumber),
      element('ram:Name', line.name),
      element('ram:Description', line.description),
      characteristic(words.site, line.site),
      // EN 16931 has an order number for the whole document only (BT-13).
      characteristic(words.purchaseOrder, line.purchaseOrderReference),
    ]),
    element('ram:SpecifiedLineTradeAgreement', [
      element('ram:NetPriceProductTradePrice', [
        element('ram:ChargeAmount', plainDecimal(price, 2)),
      ]),
    ]),
    element('ram:SpecifiedLineTradeDelivery', [
      element('ram:BilledQuantity', plainDecimal(quantity), { unitCode: line.unit }),
    ]),
    element('ram:SpecifiedLineTradeSettlement', [
      element('ram:ApplicableTradeTax', [
        element('ram:TypeCode', 'VAT'),
        element('ram:CategoryCode', line.vatCategory),
        element('ram:RateApplicablePercent', plainDecimal(line.vatRate)),
      ]),
      line.period && billingPeriod(line.period),
      element('ram:SpecifiedTradeSettlementLineMonetarySummation', [
        element('ram:LineTotalAmount', plainAmount(line.net)),
      ]),
    ]),
  ])
}

/** BG-32 */
function characteristic(name: string, value: string | null) {
  if (!value) return null
  return element('ram:ApplicableProductCharacteristic', [
    element('ram:Description', name),
    element('ram:Value', value),
  ])
}
