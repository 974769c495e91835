import { test } from '@japa/runner'
import { writeBookingBatch, type BookingBatch, type BookingRow } from '@kontor/datev/booking_batch'
import { batch, refusal, row } from './datev_samples.ts'

const batches: [string, Partial<BookingBatch>, string, string][] = [
  [
    'a consultant number below 1001',
    { consultantNumber: 1000 },
    'datev_consultant_number',
    'consultantNumber',
  ],
  ['a client number above 99999', { clientNumber: 100_000 }, 'datev_client_number', 'clientNumber'],
  [
    'ledger accounts of three digits',
    { accountLength: 3 },
    'datev_account_length',
    'accountLength',
  ],
  [
    'a fiscal year that starts on no day',
    { fiscalYearStart: '2026-02-30' },
    'datev_date',
    'fiscalYearStart',
  ],
  ['a time that is none', { createdAt: 'today' }, 'datev_created_at', 'createdAt'],
  [
    'a dictation code in small letters',
    { dictationCode: 'wd' },
    'datev_dictation_code',
    'dictationCode',
  ],
  ['a label with umlauts', { label: 'März' }, 'datev_label', 'label'],
  ['a label of 31 characters', { label: 'x'.repeat(31) }, 'datev_label', 'label'],
  ['a currency sign', { currency: '€' }, 'datev_currency', 'currency'],
  ['a period that ends before it starts', { to: '2026-10-31' }, 'datev_period', 'to'],
  [
    'a period over two calendar years',
    { fiscalYearStart: '2026-07-01', to: '2027-01-31' },
    'datev_period',
    'to',
  ],
  [
    'a period before the fiscal year',
    { fiscalYearStart: '2026-12-01' },
    'datev_fiscal_year',
    'from',
  ],
  ['a period beyond the fiscal year', { fiscalYearStart: '2025-11-15' }, 'datev_fiscal_year', 'to'],
  ['no rows at all', { rows: [] }, 'datev_row_count', 'rows'],
  ['100,000 rows', { rows: Array.from({ length: 100_000 }, () => row) }, 'datev_row_count', 'rows'],
]

const rows: [string, Partial<BookingRow>, string, string][] = [
  ['an amount of 0', { amount: 0 }, 'datev_amount', 'amount'],
  ['a negative amount', { amount: -1 }, 'datev_amount', 'amount'],
  ['half a cent', { amount: 100.5 }, 'datev_amount', 'amount'],
  ['an amount of eleven digits', { amount: 1_000_000_000_000 }, 'datev_amount', 'amount'],
  ['a debtor as long as a ledger account', { account: '1000' }, 'datev_account_length', 'account'],
  ['a debtor of two digits too many', { account: '100010' }, 'datev_account_length', 'account'],
  ['a creditor instead of a debtor', { account: '70001' }, 'datev_debtor_range', 'account'],
  [
    'a contra account as long as a debtor',
    { contraAccount: '84000' },
    'datev_account_length',
    'contraAccount',
  ],
  ['a contra account of zeros', { contraAccount: '0000' }, 'datev_account_length', 'contraAccount'],
  ['a tax key with a letter', { taxKey: '3A' }, 'datev_tax_key', 'taxKey'],
  ['a day no month has', { documentDate: '2026-11-31' }, 'datev_date', 'documentDate'],
  ['a month no year has', { documentDate: '2026-13-01' }, 'datev_date', 'documentDate'],
  ['a German date', { documentDate: '05.11.2026' }, 'datev_date', 'documentDate'],
  [
    'a day before the period',
    { documentDate: '2026-10-31' },
    'datev_date_outside_period',
    'documentDate',
  ],
  [
    'a day after the period',
    { documentDate: '2026-12-01' },
    'datev_date_outside_period',
    'documentDate',
  ],
  ['a due date on no day', { dueDate: '2026-02-29' }, 'datev_date', 'dueDate'],
  [
    'a document number with a blank',
    { documentField1: 'RE 1' },
    'datev_document_field',
    'documentField1',
  ],
  [
    'a document number with an underscore',
    { documentField1: 'RE_1' },
    'datev_document_field',
    'documentField1',
  ],
  ['an empty document number', { documentField1: '' }, 'datev_document_field', 'documentField1'],
  [
    'a document number of 37 characters',
    { documentField1: 'R'.repeat(37) },
    'datev_document_field',
    'documentField1',
  ],
  ['a VAT ID without its country', { euVatId: '123456789' }, 'datev_vat_id', 'euVatId'],
  [
    'a cost centre of 37 characters',
    { costCentre1: 'K'.repeat(37) },
    'datev_cost_centre',
    'costCentre1',
  ],
  ['a cost centre with a semicolon', { costCentre2: 'a;b' }, 'datev_cost_centre', 'costCentre2'],
  [
    'a document GUID with braces',
    { documentGuid: '{0f8fad5b}' },
    'datev_document_guid',
    'documentGuid',
  ],
]

test.group('DATEV booking batch, refusals of a batch', () => {
  test('refuses {0}')
    .with(batches)
    .run(({ assert }, [, changes, code, field]) => {
      const refused = refusal(() => writeBookingBatch(batch(changes)))
      assert.deepInclude(refused, { code, field })
    })

  test('takes a whole fiscal year that is the calendar year', ({ assert }) => {
    const year = batch({ from: '2026-01-01', to: '2026-12-31' })
    assert.doesNotThrow(() => writeBookingBatch(year))
  })
})

test.group('DATEV booking batch, refusals of a row', () => {
  test('refuses {0}')
    .with(rows)
    .run(({ assert }, [, changes, code, field]) => {
      const refused = refusal(() =>
        writeBookingBatch(batch({ rows: [row, { ...row, ...changes }] }))
      )
      assert.deepInclude(refused, { code, field, value: changes[field as keyof BookingRow] })
    })

  test('names the document a refused value belongs to', ({ assert }) => {
    const wrong = { ...row, documentField1: 'RE-2026-0002', amount: 0 }
    const refused = refusal(() => writeBookingBatch(batch({ rows: [row, wrong] })))
    assert.equal(refused.subject, 'RE-2026-0002')
  })

  test('takes every character DATEV allows in a document number', ({ assert }) => {
    const numbered = { ...row, documentField1: 'aZ09$&%*+-/' }
    assert.doesNotThrow(() => writeBookingBatch(batch({ rows: [numbered] })))
  })
})
