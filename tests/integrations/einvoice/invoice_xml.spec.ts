import { test } from '@japa/runner'
import { invoiceXml, type Invoice } from '@kontor/einvoice'
import {
  cancellation,
  mixedRates,
  publicBody,
  reverseCharge,
  samples,
  simple,
} from './sample_invoices.ts'
import { readXml, texts } from './xml_reader.ts'

async function read(invoice: Invoice) {
  return readXml(await invoiceXml(invoice))
}

const settlement = 'ApplicableHeaderTradeSettlement'

test.group('Invoice as XML', () => {
  for (const [name, invoice] of Object.entries(samples)) {
    test(`says the numbers of the invoice again: ${name}`, async ({ assert }) => {
      const xml = await read(invoice)
      const summation = `${settlement}/SpecifiedTradeSettlementHeaderMonetarySummation`
      const cents = (ending: string) =>
        texts(xml, ending).map((text) => Math.round(Number(text) * 100))
      assert.deepEqual(texts(xml, 'ExchangedDocument/ID'), [invoice.number])
      assert.deepEqual(cents(`${summation}/TaxBasisTotalAmount`), [invoice.totals.net])
      assert.deepEqual(cents(`${summation}/TaxTotalAmount`), [invoice.totals.vat])
      assert.deepEqual(cents(`${summation}/GrandTotalAmount`), [invoice.totals.gross])
      assert.deepEqual(cents(`${summation}/DuePayableAmount`), [invoice.totals.payable])
      assert.deepEqual(
        cents('SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount'),
        invoice.lines.map((line) => line.net)
      )
      assert.deepEqual(
        texts(xml, 'SpecifiedTradeProduct/Name'),
        invoice.lines.map((line) => line.name)
      )
      assert.deepEqual(
        cents(`${settlement}/ApplicableTradeTax/CalculatedAmount`),
        invoice.vatBreakdown.map((group) => group.tax)
      )
    })
  }

  test('names both parties, the period, the order and the account', async ({ assert }) => {
    const xml = await read(simple)
    assert.deepEqual(texts(xml, 'SellerTradeParty/Name'), ['Nordlicht IT & Service GmbH'])
    assert.deepEqual(texts(xml, 'BuyerTradeParty/Name'), ['Bäckerei Hünefeld GmbH & Co. KG'])
    assert.deepEqual(texts(xml, 'BuyerTradeParty/PostalTradeAddress/LineTwo'), [
      'Hinterhaus, 2. Etage',
    ])
    const numbers = xml.filter(({ path }) => path.includes('SellerTradeParty/SpecifiedTax'))
    assert.deepEqual(
      numbers.map(({ text, attributes }) => [attributes.schemeID, text]),
      [
        ['VA', 'DE136695976'],
        ['FC', '25/201/12345'],
      ]
    )
    const period = `${settlement}/BillingSpecifiedPeriod`
    assert.deepEqual(texts(xml, `${period}/StartDateTime/DateTimeString`), ['20261101'])
    assert.deepEqual(texts(xml, `${period}/EndDateTime/DateTimeString`), ['20261130'])
    assert.deepEqual(texts(xml, 'DueDateDateTime/DateTimeString'), ['20261214'])
    assert.deepEqual(texts(xml, 'BuyerOrderReferencedDocument/IssuerAssignedID'), ['B-2026/778'])
    assert.deepEqual(texts(xml, 'ContractReferencedDocument/IssuerAssignedID'), ['V-2025-019'])
    assert.deepEqual(texts(xml, 'IBANID'), ['DE89370400440532013000'])
    assert.deepEqual(texts(xml, 'ExchangedDocument/TypeCode'), ['380'])
    assert.deepEqual(texts(xml, 'GuidelineSpecifiedDocumentContextParameter/ID'), [
      'urn:cen.eu:en16931:2017',
    ])
  })

  test('keeps quantity and price exact and their unit as a code', async ({ assert }) => {
    const xml = await read(simple)
    const quantities = xml.filter(({ path }) => path.endsWith('BilledQuantity'))
    assert.deepEqual(
      quantities.map(({ text, attributes }) => `${text} ${attributes.unitCode}`),
      ['23 H87', '17 C62', '1.75 HUR']
    )
    assert.deepEqual(texts(xml, 'ChargeAmount'), ['49.90', '20.57', '118.50'])
  })

  test('writes a cancellation as corrected invoice with negative quantities', async ({
    assert,
  }) => {
    const xml = await read(cancellation)
    assert.deepEqual(texts(xml, 'ExchangedDocument/TypeCode'), ['384'])
    assert.deepEqual(texts(xml, 'InvoiceReferencedDocument/IssuerAssignedID'), ['2026-0042'])
    assert.deepEqual(texts(xml, 'FormattedIssueDateTime/DateTimeString'), ['20261130'])
    assert.deepEqual(texts(xml, 'BilledQuantity'), ['-23', '-17', '-1.75'])
    assert.deepEqual(texts(xml, 'ChargeAmount'), ['49.90', '20.57', '118.50'])
    assert.isEmpty(texts(xml, 'IBANID'))
  })

  test('turns the sign of a rebate from the price to the quantity', async ({ assert }) => {
    const xml = await read(mixedRates)
    assert.equal(texts(xml, 'BilledQuantity').at(-1), '-1')
    assert.equal(texts(xml, 'ChargeAmount').at(-1), '50.00')
  })

  test('gives the reason of reverse charge in words and as a code', async ({ assert }) => {
    const xml = await read(reverseCharge)
    assert.deepEqual(texts(xml, 'ExemptionReasonCode'), ['VATEX-EU-AE'])
    assert.deepEqual(texts(xml, 'ExemptionReason'), [
      'Steuerschuldnerschaft des Leistungsempfängers',
    ])
    assert.deepEqual(texts(xml, 'BuyerTradeParty/SpecifiedTaxRegistration/ID'), ['ATU33864707'])
  })

  test('uses the XRechnung profile for a public body', async ({ assert }) => {
    const xml = await read(publicBody)
    assert.deepEqual(texts(xml, 'GuidelineSpecifiedDocumentContextParameter/ID'), [
      'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    ])
    assert.deepEqual(texts(xml, 'BuyerReference'), ['04011000-1234512345-06'])
    const address = xml.find(({ path }) => /BuyerTradeParty.*URIID$/.test(path))
    assert.equal(address?.attributes.schemeID, '0204')
  })

  test('identifies a seller without VAT ID by the tax number', async ({ assert }) => {
    const xml = await read({ ...simple, seller: { ...simple.seller, vatId: null } })
    assert.deepEqual(texts(xml, 'SellerTradeParty/ID'), ['25/201/12345'])
  })

  test('survives characters that XML forbids', async ({ assert }) => {
    const notes = ['Zeile 1\r\nZeile\u0000 2\u000b \ud800]]>', 'Jo\u0308rg']
    const xml = await read({ ...simple, serviceKind: null, notes })
    assert.deepEqual(texts(xml, 'IncludedNote/Content'), ['Zeile 1\nZeile 2 ]]>', 'Jörg'])
  })
})
