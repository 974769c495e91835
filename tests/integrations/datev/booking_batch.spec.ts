import { test } from '@japa/runner'
import { writeBookingBatch } from '@kontor/datev/booking_batch'
import { batch, row } from './datev_samples.ts'
import { filledColumns, quotedColumns, readExtf, values } from './extf_reader.ts'

const textColumns = [
  2, 3, 6, 9, 11, 12, 14, 16, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36,
  37, 38, 40, 42, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67,
  68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 91, 95, 96, 98,
  102, 103, 105, 107, 109, 110, 112, 118, 120, 121, 123,
]

test.group('DATEV booking batch, header', () => {
  test('is the header line of the published sample file, byte for byte', ({ assert }) => {
    const bytes = writeBookingBatch(
      batch({
        fiscalYearStart: '2024-01-01',
        createdAt: '2024-01-30T14:04:40.439+01:00',
        from: '2024-01-01',
        to: '2024-08-31',
        label: 'Buchungsstapel',
        dictationCode: 'WD',
        rows: [{ ...row, documentDate: '2024-02-09' }],
      })
    )
    assert.equal(
      bytes.toString('latin1').split('\r\n')[0],
      '"EXTF";700;21;"Buchungsstapel";13;20240130140440439;;"RE";"";"";29098;55003;20240101;4;' +
        '20240101;20240831;"Buchungsstapel";"WD";1;0;0;"EUR";;"";;;"03";;;"";""'
    )
  })

  test('carries what the batch says in its 31 fields', ({ assert }) => {
    const { header } = readExtf(
      writeBookingBatch(
        batch({
          accountLength: 5,
          chart: 'SKR04',
          fixation: 1,
          currency: 'CHF',
          exportedBy: 'Łucja Müller-Lüdenscheidt, Buchhaltung',
          rows: [{ ...row, account: '100010', contraAccount: '44000' }],
        })
      )
    )
    assert.lengthOf(header, 31)
    const field = values(header)
    assert.equal(field[6], '20261201080509007')
    assert.equal(field[9], 'Lucja Müller-Lüdenscheidt')
    assert.equal(field[14], '5')
    assert.deepEqual([field[15], field[16]], ['20261101', '20261130'])
    assert.equal(field[17], 'Rechnungen 11/2026')
    assert.equal(field[21], '1')
    assert.equal(field[22], 'CHF')
    assert.equal(field[27], '04')
    assert.deepEqual(quotedColumns(header), [1, 4, 8, 9, 10, 17, 18, 22, 24, 27, 30, 31])
  })

  test('takes a creation time without milliseconds', ({ assert }) => {
    const bytes = writeBookingBatch(batch({ createdAt: '2026-12-01T08:05:09Z' }))
    assert.equal(values(readExtf(bytes).header)[6], '20261201080509000')
  })
})

test.group('DATEV booking batch, rows', () => {
  test('names 125 columns, at the positions DATEV reads', ({ assert }) => {
    const { headings } = readExtf(writeBookingBatch(batch()))
    assert.lengthOf(headings, 125)
    const expected = { 1: 'Umsatz (ohne Soll/Haben-Kz)', 8: 'Gegenkonto (ohne BU-Schlüssel)' }
    const later = { 36: 'Beleginfo - Inhalt 8', 87: 'Zusatzinformation- Inhalt 20' }
    const last = { 114: 'Festschreibung', 117: 'Fälligkeit', 125: 'Abw. Skontokonto' }
    for (const [number, heading] of Object.entries({ ...expected, ...later, ...last })) {
      assert.equal(headings[Number(number) - 1], heading)
    }
  })

  test('puts every value of a booking into its column and nothing anywhere else', ({ assert }) => {
    const { records } = readExtf(
      writeBookingBatch(
        batch({
          fixation: 1,
          rows: [
            {
              amount: 1_234_567_05,
              side: 'H',
              account: '69999',
              contraAccount: '8200',
              taxKey: '3',
              documentDate: '2026-11-05',
              documentField1: 'RE-2026/0001',
              bookingText: 'Müller & Söhne „IT"; Wartung',
              euVatId: 'ATU52409200',
              costCentre1: '100 Nord',
              costCentre2: 'P7',
              dueDate: '2027-01-09',
              documentGuid: '0f8fad5b-d9cb-469f-a165-70867728950e',
              generalReversal: true,
            },
          ],
        })
      )
    )
    assert.lengthOf(records, 1)
    assert.lengthOf(records[0]!, 125)
    const field = values(records[0]!)
    const expected: Record<number, string> = {
      1: '1234567,05',
      2: 'H',
      7: '69999',
      8: '8200',
      9: '3',
      10: '0511',
      11: 'RE-2026/0001',
      14: 'Müller & Söhne „IT"; Wartung',
      20: 'BEDI "0f8fad5b-d9cb-469f-a165-70867728950e"',
      37: '100 Nord',
      38: 'P7',
      40: 'ATU52409200',
      114: '1',
      117: '09012027',
      118: '1',
    }
    for (const [number, value] of Object.entries(expected)) {
      assert.equal(field[Number(number)], value, `column ${number}`)
    }
    assert.deepEqual(filledColumns(records[0]!), Object.keys(expected).map(Number))
    assert.deepEqual(quotedColumns(records[0]!), textColumns)
  })

  test('says in every row that the batch is not locked, since silence would lock it', ({
    assert,
  }) => {
    const { records } = readExtf(writeBookingBatch(batch({ rows: [row, row] })))
    assert.deepEqual(
      records.map((record) => values(record)[114]),
      ['0', '0']
    )
    assert.deepEqual(filledColumns(records[0]!), [1, 2, 7, 8, 10, 11, 14, 114, 118])
    assert.equal(values(records[0]!)[118], '0')
  })

  test('writes cents and the largest amount with a decimal comma', ({ assert }) => {
    const amounts = [1, 10, 100, 999_999_999_999]
    const rows = amounts.map((amount) => ({ ...row, amount }))
    const { records } = readExtf(writeBookingBatch(batch({ rows })))
    assert.deepEqual(
      records.map((record) => values(record)[1]),
      ['0,01', '0,10', '1,00', '9999999999,99']
    )
  })

  test('pads tax keys only when asked to', ({ assert }) => {
    const rows = [{ ...row, contraAccount: '8200', taxKey: '3' }]
    const padded = readExtf(writeBookingBatch(batch({ rows, padTaxKeys: true })))
    assert.equal(values(padded.records[0]!)[9], '0003')
  })
})
