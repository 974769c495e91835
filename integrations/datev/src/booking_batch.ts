import { debtorAccount, ledgerAccount } from './accounts.ts'
import { bookingColumns } from './booking_columns.ts'
import { calendarDate, dayMonth, dayMonthYear, yearMonthDay } from './dates.ts'
import { DatevError, type DatevErrorCode } from './datev_error.ts'
import { headerLine, type DatevClient } from './header.ts'
import { fileBytes, headingLine, valueLine } from './lines.ts'

/** The most bookings DATEV takes in one file. */
export const maximumRows = 99_999

/** Ten digits before the comma, in minor units. */
const highestAmount = 999_999_999_999

/** One booking: a debtor against a ledger account, gross. */
export type BookingRow = {
  /** Gross in minor units, above zero; the sign is in `side`. */
  amount: number
  /** S debits the debtor, H credits it. */
  side: 'S' | 'H'
  /** The debtor's account, one digit more than a ledger account. */
  account: string
  contraAccount: string
  /** BU-Schlüssel, only for contra accounts that are not automatic. */
  taxKey?: string
  /** Belegdatum, ISO date within the batch's period. */
  documentDate: string
  /** Belegfeld 1: the number open items are matched by. */
  documentField1: string
  /** Cut at 60 characters. */
  bookingText: string
  /** The customer's VAT ID with its country prefix: `ATU52409200`. */
  euVatId?: string
  costCentre1?: string
  costCentre2?: string
  /** ISO date. */
  dueDate?: string
  /** GUID of the document in the archive that is handed over along with the batch. */
  documentGuid?: string
  /** A correction that reverses the turnover of both accounts instead of adding to the other side. */
  generalReversal?: boolean
}

export type BookingBatch = DatevClient & {
  /** First and last day, ISO dates within one calendar year and the fiscal year. */
  from: string
  to: string
  /** The batch's name in DATEV: up to 30 letters, digits, blanks and `_ . - /`. */
  label: string
  /** 1 locks the batch on import, so that the accountant can only reverse, not correct. */
  fixation: 0 | 1
  /** ISO code of every amount in the batch. */
  currency: string
  /** Write tax keys with four digits, as stricter checkers want them. */
  padTaxKeys?: boolean
  rows: readonly BookingRow[]
}

/**
 * The file `EXTF_Buchungsstapel_….csv`: category 21, version 13.
 * Throws `DatevError` for the first value DATEV would refuse.
 * Source: developer.datev.de, DATEV-Format, Buchungsstapel.
 */
export function writeBookingBatch(batch: BookingBatch): Buffer {
  checkPeriod(batch)
  check(/^[\w.\-/ ]{0,30}$/, batch.label, 'datev_label', 'label')
  check(/^[A-Z]{3}$/, batch.currency, 'datev_currency', 'currency')
  if (batch.rows.length < 1 || batch.rows.length > maximumRows) {
    throw new DatevError('datev_row_count', 'rows', batch.rows.length)
  }
  const header = headerLine(batch, {
    3: '21',
    4: 'Buchungsstapel',
    5: '13',
    15: yearMonthDay(batch.from),
    16: yearMonthDay(batch.to),
    17: batch.label,
    19: '1',
    20: '0',
    21: String(batch.fixation),
    22: batch.currency,
  })
  const lines = batch.rows.map((row) => bookingLine(batch, row))
  return fileBytes([header, headingLine(bookingColumns), ...lines])
}

function checkPeriod({ from, to, fiscalYearStart }: BookingBatch): void {
  calendarDate(from, 'from')
  calendarDate(to, 'to')
  calendarDate(fiscalYearStart, 'fiscalYearStart')
  // Belegdatum carries no year, so the period may not span two.
  if (from > to || from.slice(0, 4) !== to.slice(0, 4)) {
    throw new DatevError('datev_period', 'to', to)
  }
  const nextFiscalYear = `${Number(fiscalYearStart.slice(0, 4)) + 1}${fiscalYearStart.slice(4)}`
  if (from < fiscalYearStart) throw new DatevError('datev_fiscal_year', 'from', from)
  if (to >= nextFiscalYear) throw new DatevError('datev_fiscal_year', 'to', to)
}

function bookingLine(batch: BookingBatch, row: BookingRow): string {
  checkRow(batch, row)
  const { accountLength } = batch
  const number = row.documentField1
  return valueLine(bookingColumns, {
    1: amountText(row.amount),
    2: row.side,
    7: debtorAccount(row.account, accountLength, 'account', number),
    8: ledgerAccount(row.contraAccount, accountLength, 'contraAccount', number),
    9: batch.padTaxKeys ? row.taxKey?.padStart(4, '0') : row.taxKey,
    10: dayMonth(row.documentDate),
    11: number,
    14: row.bookingText,
    20: row.documentGuid && `BEDI "${row.documentGuid}"`,
    37: row.costCentre1,
    38: row.costCentre2,
    40: row.euVatId,
    // Empty would lock the whole batch, whatever the header says.
    114: String(batch.fixation),
    117: row.dueDate && dayMonthYear(calendarDate(row.dueDate, 'dueDate', number)),
    118: row.generalReversal ? '1' : '0',
  })
}

function checkRow(batch: BookingBatch, row: BookingRow): void {
  const number = row.documentField1
  // A number that was cut or changed would no longer find its open item.
  check(/^[A-Za-z0-9$&%*+\-/]{1,36}$/, number, 'datev_document_field', 'documentField1')
  if (!Number.isInteger(row.amount) || row.amount <= 0 || row.amount > highestAmount) {
    throw new DatevError('datev_amount', 'amount', row.amount, number)
  }
  calendarDate(row.documentDate, 'documentDate', number)
  if (row.documentDate < batch.from || row.documentDate > batch.to) {
    throw new DatevError('datev_date_outside_period', 'documentDate', row.documentDate, number)
  }
  check(/^\d{1,4}$/, row.taxKey, 'datev_tax_key', 'taxKey', number)
  check(/^[A-Z]{2}[A-Z0-9+*]{2,13}$/, row.euVatId, 'datev_vat_id', 'euVatId', number)
  check(/^[\w ]{0,36}$/, row.costCentre1, 'datev_cost_centre', 'costCentre1', number)
  check(/^[\w ]{0,36}$/, row.costCentre2, 'datev_cost_centre', 'costCentre2', number)
  const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
  check(guid, row.documentGuid, 'datev_document_guid', 'documentGuid', number)
}

function check(
  pattern: RegExp,
  value: string | undefined,
  code: DatevErrorCode,
  field: string,
  subject?: string
): void {
  if (value !== undefined && !pattern.test(value)) throw new DatevError(code, field, value, subject)
}

function amountText(minorUnits: number): string {
  const digits = String(minorUnits).padStart(3, '0')
  return `${digits.slice(0, -2)},${digits.slice(-2)}`
}
