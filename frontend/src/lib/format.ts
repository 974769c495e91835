import { getLocale } from './paraglide/runtime.js'

let timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const ownTimeZone = timeZone

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Business times are told in the tenant's zone, whatever the browser's is. */
export function setTimeZone(zone: string): void {
  timeZone = zone
}

function language(): string {
  return getLocale() === 'de' ? 'de-DE' : 'en-GB'
}

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return remembered('n', options, () => new Intl.NumberFormat(language(), options))
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return remembered('d', options, () => new Intl.DateTimeFormat(language(), options))
}

/** Intl objects cost about a hundred times more to make than to use; a table makes thousands. */
function remembered<F extends Intl.NumberFormat | Intl.DateTimeFormat>(
  kind: string,
  options: object,
  make: () => F
): F {
  const key = kind + language() + JSON.stringify(options)
  const known = cache.get(key) as F | undefined
  if (known) return known
  const made = make()
  cache.set(key, made)
  return made
}

/** `48.216,90 €` from 4821690 minor units. */
export function money(minor: number, currency = 'EUR'): string {
  const format = numberFormat({ style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return trueMinus(format.format(minor / 10 ** digits))
}

/** `1.234,5`; decimals arrive as strings and keep their digits. */
export function number(value: number | string, maximumFractionDigits = 6): string {
  return trueMinus(numberFormat({ maximumFractionDigits }).format(value as number))
}

/** `+3,8 %` from 0.038. */
export function percent(share: number, signed = false): string {
  return trueMinus(
    numberFormat({
      style: 'percent',
      maximumFractionDigits: 1,
      signDisplay: signed ? 'exceptZero' : 'auto',
    }).format(share)
  )
}

/** As wide as a plus, so that figures in a column stay in line. */
function trueMinus(text: string): string {
  return text.replace('-', '−')
}

/** A count that the API stops counting at 1,000: `1.000+`. */
export function count(value: number, capped = false): string {
  return number(value) + (capped ? '+' : '')
}

/** `h:mm` from minutes; below zero with a true minus: `−0:35`. */
export function duration(minutes: number): string {
  const total = Math.abs(Math.round(minutes))
  const text = `${Math.floor(total / 60)}:${String(total % 60).padStart(2, '0')}`
  return minutes < 0 && total > 0 ? `−${text}` : text
}

/** `Mo 23.11. 14:05`, with the year when it is not this one, with the zone when it is not the reader's. */
export function dateTime(iso: string): string {
  const at = new Date(iso)
  const zone = timeZone === ownTimeZone ? '' : ` ${zoneName(at)}`
  return `${weekday(at)} ${dayAndMonth(at)} ${time(iso)}${zone}`
}

/** `23.11.2026` for an instant or for a plain day `2026-11-23`, which knows no zone. */
export function date(value: string): string {
  const plain = /^\d{4}-\d{2}-\d{2}$/.test(value)
  return dateFormat({
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: plain ? 'UTC' : timeZone,
  }).format(new Date(value))
}

/** `14:05`. */
export function time(iso: string): string {
  return dateFormat({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(iso)
  )
}

/** `Do 9:00`; of today only `9:00`. */
export function dayTime(iso: string, today = false): string {
  return today ? time(iso) : `${weekday(new Date(iso))} ${time(iso)}`
}

/** `Mo 23.11.`, for an instant or for a plain day. */
export function shortDay(value: string): string {
  const plain = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const options = { timeZone: plain ? 'UTC' : timeZone } as const
  const at = new Date(value)
  return `${dateFormat({ weekday: 'short', ...options }).format(at)} ${dateFormat({ day: 'numeric', month: getLocale() === 'de' ? 'numeric' : 'short', ...options }).format(at)}`
}

/** For tooltips: `Montag, 23. November 2026 um 14:05 MEZ`. */
export function fullDateTime(iso: string): string {
  return dateFormat({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(iso))
}

/** `vor 4 Min.` or `in 12 Min.` under an hour; otherwise the date, which never grows stale. */
export function when(iso: string, now: number): string {
  const distance = new Date(iso).getTime() - now
  if (Math.abs(distance) >= HOUR) return dateTime(iso)
  return new Intl.RelativeTimeFormat(language(), { style: 'short', numeric: 'auto' }).format(
    Math.trunc(distance / MINUTE),
    'minute'
  )
}

/** `184 kB`, in steps of a thousand as file managers do. */
export function fileSize(bytes: number): string {
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : bytes < 1_000_000_000 ? 2 : 3
  const unit = ['B', 'kB', 'MB', 'GB'][step]
  return `${number(bytes / 1000 ** step, step < 2 ? 0 : 1)} ${unit}`
}

function weekday(at: Date): string {
  return dateFormat({ weekday: 'short', timeZone }).format(at)
}

function dayAndMonth(at: Date): string {
  const year = dateFormat({ year: 'numeric', timeZone })
  const sameYear = year.format(at) === year.format(new Date())
  return getLocale() === 'de'
    ? dateFormat({ day: 'numeric', month: 'numeric', timeZone }).format(at) +
        (sameYear ? '' : year.format(at))
    : dateFormat({
        day: 'numeric',
        month: 'short',
        ...(sameYear ? {} : { year: 'numeric' as const }),
        timeZone,
      }).format(at)
}

function zoneName(at: Date): string {
  const parts = dateFormat({ timeZoneName: 'short', timeZone }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}
