import { calendarDate, yearMonthDay } from './dates.ts'
import { DatevError } from './datev_error.ts'
import { plain, text, valueLine, type Values } from './lines.ts'

export type Chart = 'SKR03' | 'SKR04'

/** Whose books the file is for. Without the right two numbers DATEV does not even list it. */
export type DatevClient = {
  /** Beraternummer, 1001 to 9999999. */
  consultantNumber: number
  /** Mandantennummer, 1 to 99999. */
  clientNumber: number
  /** First day of the fiscal year, ISO date. */
  fiscalYearStart: string
  /** Digits of a ledger account, 4 to 8. Debtor accounts have one more. */
  accountLength: number
  chart: Chart
  /** ISO date and time; the wall clock is written as it stands, its offset is ignored. */
  createdAt: string
  /** Who exported, cut at 25 characters. */
  exportedBy?: string
  /** Diktatkürzel, two capitals. */
  dictationCode?: string
}

const columns = [
  text('Kennzeichen', 4),
  plain('Versionsnummer'),
  plain('Formatkategorie'),
  text('Formatname', 30),
  plain('Formatversion'),
  plain('Erzeugt am'),
  plain('Importiert'),
  text('Herkunft', 2),
  text('Exportiert von', 25),
  text('Importiert von', 25),
  plain('Beraternummer'),
  plain('Mandantennummer'),
  plain('WJ-Beginn'),
  plain('Sachkontenlänge'),
  plain('Datum von'),
  plain('Datum bis'),
  text('Bezeichnung', 30),
  text('Diktatkürzel', 2),
  plain('Buchungstyp'),
  plain('Rechnungslegungszweck'),
  plain('Festschreibung'),
  text('WKZ', 3),
  plain('reserviert'),
  text('Derivatskennzeichen', 0),
  plain('reserviert'),
  plain('reserviert'),
  text('Sachkontenrahmen', 2),
  plain('ID der Branchenlösung'),
  plain('reserviert'),
  text('reserviert', 0),
  text('Anwendungsinformation', 16),
]

/**
 * Line 1 of every file: the 31 fields of header version 700.
 * `format` holds the fields that depend on the kind of file, by number.
 * Source: developer.datev.de, DATEV-Format, Header.
 */
export function headerLine(client: DatevClient, format: Values): string {
  checkClient(client)
  return valueLine(columns, {
    1: 'EXTF',
    2: '700',
    6: timestamp(client.createdAt),
    8: 'RE',
    9: client.exportedBy,
    11: String(client.consultantNumber),
    12: String(client.clientNumber),
    13: yearMonthDay(client.fiscalYearStart),
    14: String(client.accountLength),
    18: client.dictationCode,
    27: client.chart === 'SKR03' ? '03' : '04',
    ...format,
  })
}

function checkClient(client: DatevClient): void {
  const { consultantNumber, clientNumber, accountLength, dictationCode } = client
  if (!isWithin(consultantNumber, 1001, 9_999_999)) {
    throw new DatevError('datev_consultant_number', 'consultantNumber', consultantNumber)
  }
  if (!isWithin(clientNumber, 1, 99_999)) {
    throw new DatevError('datev_client_number', 'clientNumber', clientNumber)
  }
  if (!isWithin(accountLength, 4, 8)) {
    throw new DatevError('datev_account_length', 'accountLength', accountLength)
  }
  if (dictationCode !== undefined && !/^[A-Z]{2}$/.test(dictationCode)) {
    throw new DatevError('datev_dictation_code', 'dictationCode', dictationCode)
  }
  calendarDate(client.fiscalYearStart, 'fiscalYearStart')
}

function isWithin(value: number, lowest: number, highest: number): boolean {
  return Number.isInteger(value) && value >= lowest && value <= highest
}

function timestamp(createdAt: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?/.exec(createdAt)
  if (!match) throw new DatevError('datev_created_at', 'createdAt', createdAt)
  const [, date, hours, minutes, seconds, milliseconds = '000'] = match
  const day = yearMonthDay(calendarDate(date!, 'createdAt'))
  return `${day}${hours}${minutes}${seconds}${milliseconds}`
}
