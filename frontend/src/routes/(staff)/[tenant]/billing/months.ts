import { getLocale } from '#lib/paraglide/runtime.js'

/** `Oktober 2026` from `2026-10`. */
export function monthName(month: string): string {
  return format(month, { month: 'long', year: 'numeric' })
}

/** `Oktober`, where the year is plain. */
export function shortMonthName(month: string): string {
  return format(month, { month: 'long' })
}

/** `2026-09` from `2026-10` and -1. */
export function shiftMonth(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** The month that is billed now: the one that ended last. */
export function lastMonth(): string {
  const now = new Date()
  return shiftMonth(`${now.getFullYear()}-${now.getMonth() + 1}`, -1)
}

/** First and last day, `2026-10-01` and `2026-10-31`. */
export function daysOf(month: string): { from: string; to: string } {
  const next = new Date(`${shiftMonth(month, 1)}-01T00:00:00Z`)
  return {
    from: `${month}-01`,
    to: new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10),
  }
}

function format(month: string, options: Intl.DateTimeFormatOptions): string {
  const locale = getLocale() === 'de' ? 'de-DE' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`)
  )
}
