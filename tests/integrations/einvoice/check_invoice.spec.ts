import { test } from '@japa/runner'
import {
  checkInvoice,
  describeProblem,
  InvoiceRefused,
  invoicePdf,
  invoiceXml,
  type Invoice,
  type ProblemCode,
} from '@kontor/einvoice'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { cancellation, publicBody, reverseCharge, samples, simple } from './sample_invoices.ts'

const { seller, buyer, totals, lines, vatBreakdown } = simple

/** What breaks a good invoice, and the one problem it must be refused for. */
const refusals: [ProblemCode, string, Invoice][] = [
  ['number_missing', 'number', { ...simple, number: ' ' }],
  ['date_invalid', 'issueDate', { ...simple, issueDate: '2026-02-30' }],
  ['date_invalid', 'dueDate', { ...simple, dueDate: '14.12.2026' }],
  [
    'supply_period_reversed',
    'supplyPeriod',
    { ...simple, supplyPeriod: { from: '2026-11-30', to: '2026-11-01' } },
  ],
  [
    'seller_address_incomplete',
    'seller',
    { ...simple, seller: { ...seller, address: { ...seller.address, city: '' } } },
  ],
  [
    'seller_tax_number_missing',
    'seller.vatId',
    { ...simple, seller: { ...seller, vatId: null, taxNumber: null } },
  ],
  ['seller_contact_incomplete', 'seller', { ...publicBody, seller: { ...seller, phone: null } }],
  [
    'bank_account_missing',
    'seller.bankAccounts',
    { ...simple, seller: { ...seller, bankAccounts: [] } },
  ],
  [
    'iban_invalid',
    'seller.bankAccounts.0.iban',
    {
      ...simple,
      seller: {
        ...seller,
        bankAccounts: [{ iban: 'DE89370400440532013001', bic: null, bankName: null }],
      },
    },
  ],
  ['buyer_address_incomplete', 'buyer', { ...simple, buyer: { ...buyer, name: '' } }],
  [
    'buyer_reference_missing',
    'buyer.buyerReference',
    { ...publicBody, buyer: { ...publicBody.buyer, buyerReference: null } },
  ],
  [
    'buyer_electronic_address_missing',
    'buyer.electronicAddress',
    { ...publicBody, buyer: { ...publicBody.buyer, electronicAddress: null } },
  ],
  [
    'reverse_charge_vat_id_missing',
    'buyer.vatId',
    { ...reverseCharge, buyer: { ...reverseCharge.buyer, vatId: null } },
  ],
  ['vat_in_foreign_currency', 'currency', { ...simple, currency: 'CHF' }],
  ['line_name_missing', 'lines.1.name', withLine(1, { name: '' })],
  ['due_date_missing', 'dueDate', { ...simple, dueDate: null, paymentTerms: null }],
  ['cancelled_document_missing', 'cancels', { ...cancellation, cancels: null }],
]

function withLine(index: number, change: Partial<Invoice['lines'][number]>): Invoice {
  return {
    ...simple,
    lines: lines.map((line, at) => (at === index ? { ...line, ...change } : line)),
  }
}

function codes(invoice: Invoice): string[] {
  return checkInvoice(invoice).map(({ code, field }) => `${code} ${field}`)
}

test.group('Invoice check', () => {
  for (const [name, invoice] of Object.entries(samples)) {
    test(`finds nothing wrong with a good invoice: ${name}`, ({ assert }) => {
      assert.deepEqual(checkInvoice(invoice), [])
    })
  }

  for (const [code, field, invoice] of refusals) {
    test(`refuses ${code} at ${field} and nothing else`, ({ assert }) => {
      assert.deepEqual(checkInvoice(invoice), [{ code, field }])
    })
  }

  test('refuses an invoice without lines', ({ assert }) => {
    assert.include(codes({ ...simple, lines: [] }), 'lines_missing lines')
  })

  test('refuses a cancellation that asks for money', ({ assert }) => {
    const positive = { ...simple, kind: 'cancellation' as const, cancels: cancellation.cancels }
    assert.deepEqual(codes(positive), ['cancellation_not_negative totals.gross'])
  })

  test('refuses sums that are off by one cent', ({ assert }) => {
    const off = (change: Partial<typeof totals>) =>
      codes({ ...simple, totals: { ...totals, ...change } })
    assert.include(off({ net: totals.net + 1 }), 'totals_wrong totals.net')
    assert.include(off({ vat: totals.vat - 1 }), 'totals_wrong totals.vat')
    assert.include(off({ gross: totals.gross + 1 }), 'totals_wrong totals.gross')
    assert.deepEqual(off({ payable: totals.payable - 1 }), ['totals_wrong totals.payable'])
    assert.deepEqual(codes(withLine(0, { net: lines[0].net, quantity: '24' })), [
      'line_net_wrong lines.0.net',
    ])
    const group = { ...vatBreakdown[0], tax: vatBreakdown[0].tax + 1 }
    assert.include(
      codes({ ...simple, vatBreakdown: [group] }),
      'vat_breakdown_wrong vatBreakdown.0.tax'
    )
  })

  test('refuses a VAT group that no line has and a line without its group', ({ assert }) => {
    const reduced = { ...vatBreakdown[0], rate: '7', tax: 11933 }
    assert.includeMembers(codes({ ...simple, vatBreakdown: [reduced] }), [
      'vat_breakdown_wrong vatBreakdown.0.net',
      'vat_breakdown_wrong vatBreakdown',
    ])
  })

  test('refuses a rate that does not fit its category', ({ assert }) => {
    assert.include(codes(withLine(0, { vatRate: '0' })), 'vat_rate_wrong lines.0.vatRate')
    assert.include(codes(withLine(0, { vatCategory: 'AE' })), 'vat_rate_wrong lines.0.vatRate')
    assert.include(codes(withLine(0, { vatRate: '19,0' })), 'vat_rate_wrong lines.0.vatRate')
  })

  test('accepts exactly the line amount that is rounded half up', ({ assert }) => {
    const decimals = fc
      .tuple(fc.bigInt({ min: -(10n ** 6n), max: 10n ** 6n }), fc.integer({ min: 0, max: 6 }))
      .map(([digits, places]) => new Decimal(digits.toString()).div(10 ** places).toFixed())
    fc.assert(
      fc.property(decimals, decimals, (quantity, unitPrice) => {
        const exact = new Decimal(quantity).times(unitPrice).times(100)
        const net = exact.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber() + 0
        const problem = 'line_net_wrong lines.0.net'
        assert.notInclude(codes(withLine(0, { quantity, unitPrice, net })), problem)
        assert.include(codes(withLine(0, { quantity, unitPrice, net: net + 1 })), problem)
      })
    )
  })

  test('refuses an amount too large to hold every cent', ({ assert }) => {
    const huge = { quantity: '999999999999', unitPrice: '999999', net: 99999899999900000000 }
    assert.include(codes(withLine(0, huge)), 'line_net_wrong lines.0.net')
  })

  test('makes neither XML nor PDF of what may not be issued', async ({ assert }) => {
    const refused = { ...simple, number: '' }
    for (const produce of [invoiceXml, invoicePdf]) {
      const error = await produce(refused).then(
        () => null,
        (reason: unknown) => reason
      )
      assert.instanceOf(error, InvoiceRefused)
      assert.equal((error as InvoiceRefused).code, 'E_INVOICE_REFUSED')
      assert.deepEqual((error as InvoiceRefused).problems, [
        { code: 'number_missing', field: 'number' },
      ])
    }
  })

  test('describes a problem in German and in English', ({ assert }) => {
    const problem = { code: 'iban_invalid', field: 'seller.bankAccounts.0.iban' } as const
    assert.equal(describeProblem(problem, 'de'), 'Die IBAN hat eine falsche Prüfziffer.')
    assert.equal(describeProblem(problem, 'en'), 'The check digits of the IBAN are wrong.')
  })
})
