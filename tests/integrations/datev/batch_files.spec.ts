import { test } from '@japa/runner'
import { splitByMonth } from '@kontor/datev/batch_files'
import { writeBookingBatch, type BookingRow } from '@kontor/datev/booking_batch'
import fc from 'fast-check'
import { batch, refusal, row } from './datev_samples.ts'
import { readExtf } from './extf_reader.ts'

function on(documentDate: string): BookingRow {
  return { ...row, documentDate }
}

test.group('DATEV batch files', () => {
  test('makes one file of every booking month, oldest first', ({ assert }) => {
    const rows = ['2026-12-31', '2026-02-01', '2026-12-01', '2027-01-01', '2028-02-29'].map(on)
    assert.deepEqual(splitByMonth(rows), [
      {
        name: 'EXTF_Buchungsstapel_20260201_20260228.csv',
        from: '2026-02-01',
        to: '2026-02-28',
        rows: [on('2026-02-01')],
      },
      {
        name: 'EXTF_Buchungsstapel_20261201_20261231.csv',
        from: '2026-12-01',
        to: '2026-12-31',
        rows: [on('2026-12-31'), on('2026-12-01')],
      },
      {
        name: 'EXTF_Buchungsstapel_20270101_20270131.csv',
        from: '2027-01-01',
        to: '2027-01-31',
        rows: [on('2027-01-01')],
      },
      {
        name: 'EXTF_Buchungsstapel_20280201_20280229.csv',
        from: '2028-02-01',
        to: '2028-02-29',
        rows: [on('2028-02-29')],
      },
    ])
  })

  test('makes no file of no rows', ({ assert }) => {
    assert.deepEqual(splitByMonth([]), [])
  })

  test('cuts a month after 99,999 rows and numbers its files', ({ assert }) => {
    const rows = Array.from({ length: 199_999 }, (_, index) => ({ ...row, amount: index + 1 }))
    const files = splitByMonth(rows)
    assert.deepEqual(
      files.map((file) => [file.name, file.rows.length, file.rows[0]!.amount]),
      [
        ['EXTF_Buchungsstapel_20261101_20261130_1.csv', 99_999, 1],
        ['EXTF_Buchungsstapel_20261101_20261130_2.csv', 99_999, 100_000],
        ['EXTF_Buchungsstapel_20261101_20261130_3.csv', 1, 199_999],
      ]
    )
    assert.lengthOf(splitByMonth(rows.slice(0, 99_999)), 1)
  })

  test('gives every file a period its rows are in, and loses none of them', ({ assert }) => {
    const dates = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2026-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(fc.array(dates, { maxLength: 30 }), (days) => {
        const files = splitByMonth(days.map((day) => on(day.toISOString().slice(0, 10))))
        const counts = files.map(
          ({ from, to, rows }) =>
            readExtf(writeBookingBatch(batch({ from, to, rows }))).records.length
        )
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          days.length
        )
      })
    )
  })

  test('refuses a row on no day of the calendar', ({ assert }) => {
    assert.equal(refusal(() => splitByMonth([on('2026-00-10')])).code, 'datev_date')
  })
})
