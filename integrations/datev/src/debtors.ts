import { debtorAccount } from './accounts.ts'
import { yearMonthDay } from './dates.ts'
import { debtorColumns } from './debtor_columns.ts'
import { DatevError } from './datev_error.ts'
import { headerLine, type DatevClient } from './header.ts'
import { fileBytes, headingLine, valueLine, type Values } from './lines.ts'
import { isForeignEuVatId, prefixedVatId } from './vat_id.ts'

/** Master data of one customer. Free text longer than its column is cut. */
export type Debtor = {
  debtorNumber: number
  /** `unspecified` is a name DATEV need not split into first and last name. */
  kind: 'company' | 'unspecified'
  name: string
  customerNumber?: string
  vatId?: string
  taxNumber?: string
  street?: string
  postcode?: string
  city?: string
  /** ISO 3166, two letters. */
  country: string
  phone?: string
  email?: string
  website?: string
  language: 'de' | 'en'
  /** Days until an invoice is due, 0 to 999. */
  dueDays?: number
  bank?: { iban: string; bic?: string; holder?: string; mandateReference?: string }
}

export type DebtorFile = DatevClient & { debtors: readonly Debtor[] }

/** `EXTF_Debitoren_20261130.csv` for a file made on that day. */
export function debtorsFileName(createdAt: string): string {
  return `EXTF_Debitoren_${yearMonthDay(createdAt.slice(0, 10))}.csv`
}

/**
 * The file `EXTF_Debitoren_….csv`: category 16, version 5.
 * Throws `DatevError` for the first value DATEV would refuse.
 * Source: developer.datev.de, DATEV-Format, Debitoren/Kreditoren.
 */
export function writeDebtors(file: DebtorFile): Buffer {
  if (file.debtors.length === 0) throw new DatevError('datev_row_count', 'debtors', 0)
  const header = headerLine(file, { 3: '16', 4: 'Debitoren/Kreditoren', 5: '5' })
  const seen = new Set<number>()
  const lines = file.debtors.map((debtor) => {
    const { debtorNumber } = debtor
    if (seen.has(debtorNumber)) {
      throw new DatevError('datev_debtor_duplicate', 'debtorNumber', debtorNumber)
    }
    seen.add(debtorNumber)
    return debtorLine(debtor, file.accountLength)
  })
  return fileBytes([header, headingLine(debtorColumns), ...lines])
}

function debtorLine(debtor: Debtor, accountLength: number): string {
  const number = String(debtor.debtorNumber)
  const isCompany = debtor.kind === 'company'
  return valueLine(debtorColumns, {
    1: debtorAccount(number, accountLength, 'debtorNumber', number),
    2: isCompany ? debtor.name : undefined,
    6: isCompany ? undefined : debtor.name,
    7: isCompany ? '2' : '0',
    8: debtor.name,
    ...vatIdValues(debtor),
    ...addressValues(debtor, number),
    29: debtor.phone,
    33: debtor.email,
    35: debtor.website,
    ...bankValues(debtor, number),
    99: debtor.customerNumber,
    100: debtor.taxNumber,
    101: debtor.language === 'de' ? '1' : '5',
    110: dueDaysText(debtor, number),
  })
}

/** The columns are for EU VAT IDs only: a Swiss one would be refused. */
function vatIdValues({ vatId, country }: Debtor): Values {
  if (!vatId) return {}
  const id = prefixedVatId(vatId, country)
  const isEu = id.startsWith('DE') || isForeignEuVatId(id)
  return isEu ? { 9: id.slice(0, 2), 10: id.slice(2) } : {}
}

/** The postcode column takes digits only, so others stay readable in front of the city. */
function addressValues(debtor: Debtor, number: string): Values {
  const { street, postcode = '', city = '', country } = debtor
  if (!/^[A-Z]{2}$/.test(country)) {
    throw new DatevError('datev_country', 'country', country, number)
  }
  const fitsColumn = /^\d{0,10}$/.test(postcode)
  return {
    15: street ? 'STR' : undefined,
    16: street,
    18: fitsColumn ? postcode : undefined,
    19: fitsColumn ? city : `${postcode} ${city}`,
    20: country,
  }
}

function bankValues({ bank }: Debtor, number: string): Values {
  if (!bank) return {}
  const iban = bank.iban.replaceAll(' ', '')
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/.test(iban)) {
    throw new DatevError('datev_iban', 'bank.iban', bank.iban, number)
  }
  if (bank.bic !== undefined && !/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bank.bic)) {
    throw new DatevError('datev_bic', 'bank.bic', bank.bic, number)
  }
  return {
    44: iban.slice(0, 2),
    45: iban,
    47: bank.bic,
    48: bank.holder,
    49: '1',
    222: bank.mandateReference,
  }
}

function dueDaysText({ dueDays }: Debtor, number: string): string | undefined {
  if (dueDays === undefined) return undefined
  if (!Number.isInteger(dueDays) || dueDays < 0 || dueDays > 999) {
    throw new DatevError('datev_due_days', 'dueDays', dueDays, number)
  }
  return String(dueDays)
}
