import { DatevError } from './datev_error.ts'

/** The ISO date itself, once it is known to be a day of the calendar. Throws `datev_date`. */
export function calendarDate(date: string, field: string, subject?: string): string {
  const [year, month, day] = date.split('-').map(Number)
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(date) && month! >= 1 && month! <= 12
  if (!valid || day! < 1 || day! > daysInMonth(year!, month!)) {
    throw new DatevError('datev_date', field, date, subject)
  }
  return date
}

export function lastDayOfMonth(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${month}-${daysInMonth(year!, number!)}`
}

/** `2026-11-30` as `20261130`. */
export function yearMonthDay(date: string): string {
  return date.replaceAll('-', '')
}

/** `2026-11-30` as `3011`; the year comes from the header. */
export function dayMonth(date: string): string {
  return date.slice(8, 10) + date.slice(5, 7)
}

/** `2026-11-30` as `30112026`. */
export function dayMonthYear(date: string): string {
  return dayMonth(date) + date.slice(0, 4)
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
