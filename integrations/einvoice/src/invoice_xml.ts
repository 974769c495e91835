import { requireIssuable } from './check_invoice.ts'
import { profileOf, type Invoice } from './invoice.ts'
import { day } from './invoice_format.ts'
import { lineItem } from './invoice_xml_lines.ts'
import { buyerParty, postalAddress, sellerParty } from './invoice_xml_parties.ts'
import { headerSettlement } from './invoice_xml_settlement.ts'
import { dateTime } from './invoice_xml_values.ts'
import { wordsOf } from './invoice_words.ts'
import { element, renderElement } from './xml_element.ts'

const namespace = 'urn:un:unece:uncefact:data:standard'
const namespaces = {
  'xmlns:rsm': `${namespace}:CrossIndustryInvoice:100`,
  'xmlns:ram': `${namespace}:ReusableAggregateBusinessInformationEntity:100`,
  'xmlns:qdt': `${namespace}:QualifiedDataType:100`,
  'xmlns:udt': `${namespace}:UnqualifiedDataType:100`,
}

/**
 * The document as UN/CEFACT Cross Industry Invoice: profile EN 16931 of Factur-X/ZUGFeRD, or
 * XRECHNUNG when the buyer is a public body. The same invoice gives the same text.
 *
 * A Stornorechnung is type 384 (corrected invoice) with BT-25/BT-26 and negative quantities, not
 * 381: it repeats the cancelled invoice line by line with the sign turned, so page and XML agree,
 * and readers show 381 as "Gutschrift", which § 14(2) UStG reserves for self-billing.
 *
 * The order of elements is that of the schema.
 *
 * @throws InvoiceRefused when `checkInvoice` finds a problem
 */
export async function invoiceXml(invoice: Invoice): Promise<string> {
  requireIssuable(invoice)
  const { buyer } = invoice
  const root = element(
    'rsm:CrossIndustryInvoice',
    [
      element('rsm:ExchangedDocumentContext', [
        element('ram:BusinessProcessSpecifiedDocumentContextParameter', [
          element('ram:ID', 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'),
        ]),
        element('ram:GuidelineSpecifiedDocumentContextParameter', [
          element('ram:ID', profileOf(invoice).guideline),
        ]),
      ]),
      element('rsm:ExchangedDocument', [
        element('ram:ID', invoice.number),
        element('ram:TypeCode', invoice.kind === 'cancellation' ? '384' : '380'),
        element('ram:IssueDateTime', [dateTime(invoice.issueDate)]),
        ...noteTexts(invoice).map((note) =>
          element('ram:IncludedNote', [element('ram:Content', note)])
        ),
      ]),
      element('rsm:SupplyChainTradeTransaction', [
        ...invoice.lines.map((line) => lineItem(line, invoice.language)),
        element('ram:ApplicableHeaderTradeAgreement', [
          element('ram:BuyerReference', buyer.buyerReference),
          sellerParty(invoice.seller),
          buyerParty(buyer),
          referencedDocument('ram:BuyerOrderReferencedDocument', invoice.purchaseOrderReference),
          referencedDocument('ram:ContractReferencedDocument', invoice.contractReference),
        ]),
        // BG-15: Factur-X asks for a country of delivery (BR-FX-EN-04) beside the period. Not BT-72:
        // a month billed in advance has no actual delivery date yet.
        element('ram:ApplicableHeaderTradeDelivery', [
          element('ram:ShipToTradeParty', [postalAddress(buyer.address)]),
        ]),
        headerSettlement(invoice),
      ]),
    ],
    namespaces
  )!
  return `<?xml version="1.0" encoding="UTF-8"?>\n${renderElement(root)}`
}

/** BT-22 */
function noteTexts(invoice: Invoice): string[] {
  const { cancels, language, serviceKind, notes } = invoice
  const words = wordsOf(invoice)
  return [
    ...(cancels ? [words.cancels(cancels.number, day(cancels.issueDate, language))] : []),
    ...(serviceKind ? [`${words.serviceKind}: ${serviceKind}`] : []),
    ...notes,
  ]
}

function referencedDocument(name: string, number: string | null) {
  return element(name, [element('ram:IssuerAssignedID', number)])
}
