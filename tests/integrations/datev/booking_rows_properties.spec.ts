import { test } from '@japa/runner'
import { writeBookingBatch } from '@kontor/datev/booking_batch'
import { bookingRows, type BookableDocument, type BookableGroup } from '@kontor/datev/booking_rows'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { batch, invoice } from './datev_samples.ts'
import { readExtf, values } from './extf_reader.ts'

const groups = fc.array(
  fc.record({
    revenueAccount: fc.constantFrom('8400', '8300', '8200'),
    automatic: fc.boolean(),
    taxKey: fc.constantFrom('2', '3'),
    taxCase: fc.constantFrom('DE19', 'DE7'),
    vatRate: fc.constantFrom('19', '19.00', '7', '7.0', '0', '8.10'),
    net: fc.integer({ min: -50_00, max: 5_000_000_00 }),
    costCentre1: fc.constantFrom(undefined, '100', '200'),
    costCentre2: fc.constantFrom(undefined, 'P7'),
  }),
  { minLength: 1, maxLength: 12 }
)

/** Net plus VAT once per rate, as the invoice shows it. */
function invoiceGross(groups: readonly BookableGroup[]): number {
  const nets = new Map<number, number>()
  for (const { vatRate, net } of groups) {
    nets.set(Number(vatRate), (nets.get(Number(vatRate)) ?? 0) + net)
  }
  return [...nets].reduce((gross, [rate, net]) => {
    const vat = new Decimal(net).mul(rate).div(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    return gross + net + vat.toNumber()
  }, 0)
}

const documents = groups
  .map((groups) => invoice({ groups, gross: invoiceGross(groups) }))
  .filter((document) => document.gross >= 0)

function balance(document: BookableDocument): number {
  const rows = bookingRows([document])
  return rows.reduce((sum, row) => sum + (row.side === 'S' ? row.amount : -row.amount), 0)
}

test.group('DATEV bookings, properties', () => {
  test('the rows of an invoice add up to its gross', ({ assert }) => {
    fc.assert(fc.property(documents, (document) => assert.equal(balance(document), document.gross)))
  })

  test('a cancellation is the exact reverse of its invoice', ({ assert }) => {
    fc.assert(
      fc.property(documents, (document) => {
        const cancellation = { ...document, kind: 'cancellation', originalNumber: 'RE-1' } as const
        assert.equal(balance(cancellation) + balance(document), 0)
      })
    )
  })

  test('every row reads back from the file with the cents it had', ({ assert }) => {
    fc.assert(
      fc.property(documents, (document) => {
        const rows = bookingRows([document])
        fc.pre(rows.length > 0)
        const { records } = readExtf(writeBookingBatch(batch({ rows })))
        assert.deepEqual(
          records.map((record) => [
            record.length,
            values(record)[1]!.replace(',', ''),
            values(record)[2],
          ]),
          rows.map((row) => [125, String(row.amount).padStart(3, '0'), row.side])
        )
      })
    )
  })
})
