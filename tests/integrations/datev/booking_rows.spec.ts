import { test } from '@japa/runner'
import { writeBookingBatch } from '@kontor/datev/booking_batch'
import { bookingRows } from '@kontor/datev/booking_rows'
import { batch, group, invoice, refusal } from './datev_samples.ts'
import { readExtf, values } from './extf_reader.ts'

const service = {
  ...group,
  taxCase: 'EU_SERVICE_REVERSE_CHARGE',
  vatRate: '0',
  revenueAccount: '8336',
}

test.group('DATEV bookings of documents', () => {
  test('books an invoice gross as a debit of the debtor', ({ assert }) => {
    const { records } = readExtf(writeBookingBatch(batch({ rows: bookingRows([invoice()]) })))
    const field = values(records[0]!)
    assert.lengthOf(records, 1)
    assert.deepEqual([field[1], field[2], field[7], field[8]], ['119,00', 'S', '10001', '8400'])
    assert.equal(field[9], '', 'an automatic account takes no tax key')
    assert.deepEqual([field[10], field[11], field[117]], ['0511', 'RE-2026-0001', '19112026'])
    assert.equal(field[14], 'Muster GmbH, Wartung November')
    assert.equal(field[118], '0')
  })

  test('books a cancellation on its own day, reversed, under the number of the invoice', ({
    assert,
  }) => {
    const cancellation = invoice({
      number: 'ST-2026-0001',
      kind: 'cancellation',
      originalNumber: 'RE-2026-0001',
      date: '2026-11-20',
    })
    const [row] = bookingRows([cancellation])
    assert.deepInclude(row, {
      amount: 119_00,
      side: 'H',
      contraAccount: '8400',
      documentDate: '2026-11-20',
      documentField1: 'RE-2026-0001',
      dueDate: undefined,
    })
    assert.isNotOk(row!.generalReversal)
  })

  test('makes one row of each account, tax case, rate, tax key and pair of cost centres', ({
    assert,
  }) => {
    const generic = { ...group, revenueAccount: '8200', automatic: false, taxKey: '3' }
    const rows = bookingRows([
      invoice({
        gross: 6 * 119_00 + 107_00,
        groups: [
          group,
          { ...group, costCentre1: '100' },
          { ...group, costCentre1: '100', costCentre2: 'P7' },
          generic,
          { ...group, vatRate: '7', taxCase: 'DE7', revenueAccount: '8300' },
          { ...group, vatRate: '19' },
          { ...generic, revenueAccount: '8201' },
        ],
      }),
    ])
    assert.deepEqual(
      rows.map((row) => [
        row.amount,
        row.contraAccount,
        row.taxKey,
        row.costCentre1,
        row.costCentre2,
      ]),
      [
        [238_00, '8400', undefined, undefined, undefined],
        [119_00, '8400', undefined, '100', undefined],
        [119_00, '8400', undefined, '100', 'P7'],
        [119_00, '8200', '3', undefined, undefined],
        [107_00, '8300', undefined, undefined, undefined],
        [119_00, '8201', '3', undefined, undefined],
      ]
    )
  })

  test('keeps a tax key away from an automatic account', ({ assert }) => {
    const [row] = bookingRows([invoice({ groups: [{ ...group, taxKey: '3' }] })])
    assert.isUndefined(row!.taxKey)
  })

  test('gives the rounding cent to the largest row of the rate', ({ assert }) => {
    // 19 % of 0.03, 0.03 and 0.05 round to 0.01 each, of their sum 0.11 to 0.02.
    const cents = [3, 3, 5].map((net, index) => ({ ...group, net, costCentre1: String(index) }))
    const books = { ...group, vatRate: '7', taxCase: 'DE7', revenueAccount: '8300' }
    const rows = bookingRows([invoice({ gross: 13 + 107_00, groups: [...cents, books] })])
    assert.deepEqual(
      rows.map((row) => row.amount),
      [4, 4, 5, 107_00]
    )
  })

  test('rounds half a cent of VAT up, also on what is taken off', ({ assert }) => {
    const discount = { ...group, vatRate: '7', taxCase: 'DE7', net: -1_50 }
    const rows = bookingRows([
      invoice({
        gross: 60 + 107_00 - 1_61,
        groups: [
          { ...group, net: 50 },
          { ...group, vatRate: '10', net: 97_27, costCentre1: '100' },
          discount,
        ],
      }),
    ])
    assert.deepEqual(
      rows.map((row) => row.amount),
      [60, 107_00, 1_61]
    )
  })

  test('books a discount on an account of its own against the invoice', ({ assert }) => {
    const discount = { ...group, net: -10_00, revenueAccount: '8720' }
    const document = invoice({ gross: 107_10, groups: [group, discount] })
    const cancellation = { ...document, kind: 'cancellation', originalNumber: 'RE-1' } as const
    const sides = bookingRows([document, cancellation]).map((row) => [row.amount, row.side])
    assert.deepEqual(sides, [
      [119_00, 'S'],
      [11_90, 'H'],
      [119_00, 'H'],
      [11_90, 'S'],
    ])
  })

  test('leaves out what comes to nothing', ({ assert }) => {
    const free = { ...group, net: 0, costCentre1: '100' }
    assert.lengthOf(bookingRows([invoice({ groups: [group, free] })]), 1)
    assert.lengthOf(bookingRows([invoice({ gross: 0, groups: [free] })]), 0)
  })

  test('links the document by its GUID', ({ assert }) => {
    const guid = '0f8fad5b-d9cb-469f-a165-70867728950e'
    const bytes = writeBookingBatch(batch({ rows: bookingRows([invoice({ guid })]) }))
    assert.include(bytes.toString('latin1'), `;"BEDI ""${guid}""";`)
  })

  test('books an EU service at its net with the VAT ID of {country}')
    .with([
      { country: 'AT', stored: 'ATU52409200', booked: 'ATU52409200' },
      { country: 'AT', stored: 'u 524 092 00', booked: 'ATU52409200' },
      { country: 'GR', stored: 'GR123456783', booked: 'EL123456783' },
      { country: 'GR', stored: '123456783', booked: 'EL123456783' },
      { country: 'FR', stored: 'ATU52409200', booked: 'ATU52409200' },
    ])
    .run(({ assert }, { country, stored, booked }) => {
      const document = invoice({
        customerCountry: country,
        customerVatId: stored,
        gross: 100_00,
        groups: [service],
      })
      const { records } = readExtf(writeBookingBatch(batch({ rows: bookingRows([document]) })))
      const field = values(records[0]!)
      assert.deepEqual([field[1], field[8], field[9], field[40]], ['100,00', '8336', '', booked])
    })

  test('writes no VAT ID where the tax case does not ask for one', ({ assert }) => {
    const [row] = bookingRows([invoice({ customerVatId: 'ATU52409200', customerCountry: 'AT' })])
    assert.isUndefined(row!.euVatId)
  })
})

test.group('DATEV bookings, refusals', () => {
  test('refuses an EU service without a foreign EU VAT ID: {vatId}')
    .with([
      { country: 'AT', vatId: undefined },
      { country: 'AT', vatId: '' },
      { country: 'DE', vatId: 'DE136695976' },
      { country: 'CH', vatId: 'CHE-123.456.788' },
      { country: 'GB', vatId: 'XI123456789' },
    ])
    .run(({ assert }, { country, vatId }) => {
      const document = invoice({
        customerCountry: country,
        customerVatId: vatId,
        gross: 100_00,
        groups: [service],
      })
      const refused = refusal(() => bookingRows([document]))
      assert.deepInclude(refused, { code: 'datev_vat_id', subject: 'RE-2026-0001' })
    })

  test('refuses a gross the groups do not add up to', ({ assert }) => {
    const refused = refusal(() => bookingRows([invoice({ gross: 119_01 })]))
    const expected = { code: 'datev_gross_mismatch', field: 'gross', value: 119_01 }
    assert.deepInclude(refused, expected)
  })

  test('refuses a negative gross, which would book a cancellation the wrong way round', ({
    assert,
  }) => {
    const document = invoice({ gross: -119_00, groups: [{ ...group, net: -100_00 }] })
    assert.equal(refusal(() => bookingRows([document])).code, 'datev_gross_negative')
  })

  test('refuses a cancellation that does not name its invoice', ({ assert }) => {
    const document = invoice({ kind: 'cancellation' })
    assert.equal(refusal(() => bookingRows([document])).code, 'datev_original_missing')
  })

  test('refuses {0} as a VAT rate')
    .with(['19 %', '19,0', '0.195', '-7', ''])
    .run(({ assert }, vatRate) => {
      const document = invoice({ groups: [{ ...group, vatRate }] })
      assert.equal(refusal(() => bookingRows([document])).code, 'datev_vat_rate')
    })
})
