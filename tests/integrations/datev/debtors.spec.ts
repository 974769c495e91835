import { test } from '@japa/runner'
import { debtorsFileName, writeDebtors, type Debtor } from '@kontor/datev/debtors'
import fc from 'fast-check'
import { client, refusal } from './datev_samples.ts'
import { filledColumns, quotedColumns, readExtf, values } from './extf_reader.ts'

const debtor: Debtor = {
  debtorNumber: 10001,
  kind: 'company',
  name: 'Müller & Söhne Gebäudetechnik GmbH',
  country: 'DE',
  language: 'de',
}

function written(...debtors: Debtor[]) {
  return readExtf(writeDebtors({ ...client, debtors }))
}

function field(changes: Partial<Debtor>): string[] {
  return values(written({ ...debtor, ...changes }).records[0]!)
}

test.group('DATEV debtors', () => {
  test('starts with the header line of the published sample file, byte for byte', ({ assert }) => {
    const bytes = writeDebtors({
      ...client,
      fiscalYearStart: '2024-01-01',
      createdAt: '2024-01-30T14:06:59.583+01:00',
      debtors: [debtor],
    })
    assert.equal(
      bytes.toString('latin1').split('\r\n')[0],
      '"EXTF";700;16;"Debitoren/Kreditoren";5;20240130140659583;;"RE";"";"";29098;55003;20240101;4;' +
        ';;"";"";;;;"";;"";;;"03";;;"";""'
    )
    assert.equal(debtorsFileName('2024-01-30T14:06:59.583+01:00'), 'EXTF_Debitoren_20240130.csv')
  })

  test('names 254 columns, at the positions DATEV reads', ({ assert }) => {
    const { headings } = written(debtor)
    assert.lengthOf(headings, 254)
    const expected = {
      1: 'Konto',
      33: 'E-Mail',
      45: 'IBAN-Nr. 1',
      89: 'IBAN-Nr. 5',
      96: 'Leerfeld',
      110: 'Fälligkeit in Tagen (Debitor)',
      133: 'Lastschrift',
      152: 'Abweichende Anrede (Rechnungsadresse)',
      213: 'IBAN-Nr. 10',
      222: 'SEPA-Mandatsreferenz 1',
      254: 'Letzte Frist',
    }
    for (const [number, heading] of Object.entries(expected)) {
      assert.equal(headings[Number(number) - 1], heading)
    }
  })

  test('puts every value of a company into its column and nothing anywhere else', ({ assert }) => {
    const { records } = written({
      ...debtor,
      customerNumber: 'K-1001',
      vatId: 'DE136695976',
      taxNumber: '143/316/20123',
      street: 'Königsallee 12',
      postcode: '04109',
      city: 'Leipzig',
      phone: '+49 341 123456',
      email: 'rechnung@example.org',
      website: 'https://example.org',
      dueDays: 14,
      bank: {
        iban: 'DE02 1203 0000 0000 2020 51',
        bic: 'BYLADEM1001',
        holder: 'Müller & Söhne',
        mandateReference: 'M-1001-1',
      },
    })
    const expected: Record<number, string> = {
      1: '10001',
      2: 'Müller & Söhne Gebäudetechnik GmbH',
      7: '2',
      8: 'Müller & Söhne',
      9: 'DE',
      10: '136695976',
      15: 'STR',
      16: 'Königsallee 12',
      18: '04109',
      19: 'Leipzig',
      20: 'DE',
      29: '+49 341 123456',
      33: 'rechnung@example.org',
      35: 'https://example.org',
      44: 'DE',
      45: 'DE02120300000000202051',
      47: 'BYLADEM1001',
      48: 'Müller & Söhne',
      49: '1',
      99: 'K-1001',
      100: '143/316/20123',
      101: '1',
      110: '14',
      222: 'M-1001-1',
    }
    assert.lengthOf(records[0]!, 254)
    for (const [number, value] of Object.entries(expected)) {
      assert.equal(values(records[0]!)[Number(number)], value, `column ${number}`)
    }
    assert.deepEqual(filledColumns(records[0]!), Object.keys(expected).map(Number))
  })

  test('quotes text columns and no others', ({ assert }) => {
    const plain = [
      1, 26, 27, 28, 50, 51, 61, 62, 72, 73, 83, 84, 94, 95, 101, 105, 106, 107, 108, 109, 110, 111,
      112, 113, 114, 115, 116, 117, 118, 119, 120, 121, 122, 127, 128, 129, 130, 131, 132, 135, 136,
      163, 164, 174, 175, 185, 186, 196, 197, 207, 208, 218, 219, 221, 232, 233, 234, 235, 236, 237,
      238, 239, 240, 241, 242, 243, 245, 246, 247, 248, 249, 250, 251, 252, 253, 254,
    ]
    const all = Array.from({ length: 254 }, (_, index) => index + 1)
    assert.deepEqual(
      quotedColumns(written(debtor).records[0]!),
      all.filter((number) => !plain.includes(number))
    )
  })

  test('writes a name that is not a company into the column for any name', ({ assert }) => {
    const person = field({ kind: 'unspecified', name: 'Anna Berg', language: 'en' })
    assert.deepEqual([person[2], person[6], person[7], person[101]], ['', 'Anna Berg', '0', '5'])
  })

  test('keeps a postcode with letters readable in front of the city', ({ assert }) => {
    const dutch = field({ country: 'NL', postcode: '1012 AB', city: 'Amsterdam' })
    assert.deepEqual([dutch[18], dutch[19], dutch[20]], ['', '1012 AB Amsterdam', 'NL'])
  })

  test('splits the VAT ID {vatId} of {country} into {columns}')
    .with([
      { country: 'AT', vatId: 'ATU52409200', columns: ['AT', 'U52409200'] },
      { country: 'AT', vatId: 'U52409200', columns: ['AT', 'U52409200'] },
      { country: 'GR', vatId: 'GR123456783', columns: ['EL', '123456783'] },
      { country: 'CH', vatId: 'CHE-123.456.788 MWST', columns: ['', ''] },
    ])
    .run(({ assert }, { country, vatId, columns }) => {
      assert.deepEqual(field({ country, vatId }).slice(9, 11), columns)
    })

  test('writes any name as one line of 254 fields', ({ assert }) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const { records } = written(
          { ...debtor, name, street: name, city: name },
          { ...debtor, debtorNumber: 10002 }
        )
        assert.deepEqual(
          records.map((record) => [record.length, values(record)[1]]),
          [
            [254, '10001'],
            [254, '10002'],
          ]
        )
        const limits = { 2: 50, 8: 15, 16: 36, 19: 30 }
        for (const [number, limit] of Object.entries(limits)) {
          assert.isAtMost(values(records[0]!)[Number(number)]!.length, limit)
        }
      })
    )
  })
})

test.group('DATEV debtors, refusals', () => {
  test('refuses {title}')
    .with([
      {
        title: 'a number as long as a ledger account',
        changes: { debtorNumber: 1000 },
        code: 'datev_account_length',
      },
      { title: 'a creditor number', changes: { debtorNumber: 70_000 }, code: 'datev_debtor_range' },
      { title: 'a country name', changes: { country: 'Deutschland' }, code: 'datev_country' },
      {
        title: 'a bank account that is no IBAN',
        changes: { bank: { iban: '202051' } },
        code: 'datev_iban',
      },
      {
        title: 'a bank code that is no BIC',
        changes: { bank: { iban: 'DE02120300000000202051', bic: '12030000' } },
        code: 'datev_bic',
      },
      { title: '1000 days to pay', changes: { dueDays: 1000 }, code: 'datev_due_days' },
    ])
    .run(({ assert }, { changes, code }) => {
      assert.equal(refusal(() => field(changes)).code, code)
    })

  test('refuses a debtor number that comes twice', ({ assert }) => {
    const refused = refusal(() => written(debtor, { ...debtor, name: 'Beispiel AG' }))
    assert.deepInclude(refused, { code: 'datev_debtor_duplicate', value: 10001 })
  })

  test('refuses a file of no debtors', ({ assert }) => {
    assert.equal(refusal(() => written()).code, 'datev_row_count')
  })
})
