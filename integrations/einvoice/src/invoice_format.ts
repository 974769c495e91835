import { plainAmount, plainDecimal } from './exact_decimal.ts'
import type { Invoice, Period } from './invoice.ts'

type Language = Invoice['language']

const englishMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** A decimal string as written in the language: `-1234.5` → `−1.234,5` or `−1,234.5`. */
export function decimal(plain: string, language: Language, places = 0): string {
  const [whole, fraction] = plainDecimal(plain, places).replace('-', '').split('.')
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.']
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  const isNegative = plain.startsWith('-') && /[1-9]/.test(plain)
  return `${isNegative ? '−' : ''}${grouped}${fraction ? point + fraction : ''}`
}

/** Minor units without currency, for columns. */
export function amount(minorUnits: number, language: Language): string {
  return decimal(plainAmount(minorUnits), language, 2)
}

/** Minor units with currency, for sentences and totals. */
export function money(minorUnits: number, { currency, language }: Invoice): string {
  const sign = currencySign(currency)
  const figures = amount(minorUnits, language)
  if (language === 'de') return `${figures}\u00a0${sign}`
  return sign === currency ? `${currency}\u00a0${figures}` : `${sign}${figures}`
}

export function currencySign(currency: string): string {
  return currency === 'EUR' ? '€' : currency
}

/** `2026-11-30` → `30.11.2026` or `30 Nov 2026`. */
export function day(date: string, language: Language): string {
  const [year, month, dayOfMonth] = date.split('-')
  if (language === 'de') return `${dayOfMonth}.${month}.${year}`
  return `${Number(dayOfMonth)} ${englishMonths[Number(month) - 1]} ${year}`
}

export function period({ from, to }: Period, language: Language): string {
  const first = day(from, language)
  return from === to ? first : `${first} – ${day(to, language)}`
}

/** Minutes as hours and minutes: 95 → `1:35`. */
export function duration(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** An IBAN in groups of four. */
export function groupedIban(iban: string): string {
  return iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1\u00a0')
}

/** `AT` → `ÖSTERREICH`: a letter abroad carries the country in capitals as its last line. */
export function countryLine(country: string, language: Language): string {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  return (names.of(country) ?? country).toUpperCase()
}
