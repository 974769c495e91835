import { DateTime } from 'luxon'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const GERMAN_MONTHS: Record<string, string> = {
  mär: 'mar',
  mrz: 'mar',
  mai: 'may',
  okt: 'oct',
  dez: 'dec',
}
/** Zone names of RFC 5322 §4.3 and the German ones, in minutes east of Greenwich */
const ZONES: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  mez: 60,
  mesz: 120,
  bst: 60,
}
const HEADER_DATE =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s-]+(\d{4}|\d{2})\s+(\d{1,2})\s*:\s*(\d{2})(?:\s*:\s*(\d{2}))?\s*([+-]\d{4}|[a-z]+)?/i

/** The instant a Date header names (RFC 5322 §3.3 and §4.3); null when it names none. */
export function readHeaderDate(value: string): DateTime | null {
  const found = HEADER_DATE.exec(value.slice(0, 200).replace(/\([^()]*\)/g, ' '))
  if (!found) return null
  const [, day, month, year, hour, minute, second, zone] = found
  return instant({
    year: century(year),
    month: monthNumber(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    zone: `UTC${offset(zone ?? 'utc')}`,
  })
}

/**
 * The instant a mail program wrote into a forwarded block, German or English, e.g.
 * `Montag, 3. Februar 2025 14:32`, `03.02.2025 14:32`, `Monday, February 3, 2025 2:32 PM`.
 * Such lines rarely name a zone; they are local time of the forwarder, so `zone` is his.
 */
export function readWrittenDate(value: string, zone: string): DateTime | null {
  const text = value.slice(0, 200).toLowerCase()
  const time = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([ap])\.?m\b)?/.exec(text)
  if (!time) return null
  const day = writtenDay(text)
  if (!day) return null
  const named = /(?:[+-]\d{4}\b|\b(?:utc|gmt|cet|cest|mez|mesz)\b)/.exec(text.slice(time.index))
  const hour = Number(time[1])
  return instant({
    ...day,
    hour: time[4] ? (hour % 12) + (time[4] === 'p' ? 12 : 0) : hour,
    minute: Number(time[2]),
    second: Number(time[3] ?? 0),
    zone: named ? `UTC${offset(named[0])}` : zone,
  })
}

function writtenDay(text: string): { year: number; month: number; day: number } | null {
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
  const dotted = /\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})/.exec(text)
  if (dotted) {
    return { year: century(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) }
  }
  const dayFirst = /\b(\d{1,2})\.?\s+([a-zä]{3})[a-zä]*\.?,?\s+(\d{4})/.exec(text)
  if (dayFirst) {
    return {
      year: Number(dayFirst[3]),
      month: monthNumber(dayFirst[2]),
      day: Number(dayFirst[1]),
    }
  }
  const monthFirst = /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})/.exec(text)
  if (!monthFirst) return null
  return {
    year: Number(monthFirst[3]),
    month: monthNumber(monthFirst[1]),
    day: Number(monthFirst[2]),
  }
}

function instant({ zone, ...fields }: Record<string, number | string>): DateTime | null {
  const date = DateTime.fromObject(fields as Record<string, number>, { zone: String(zone) })
  // Spam dates itself into other centuries to stay on top of a list.
  return date.isValid && date.year >= 1900 && date.year <= 2100 ? date.toUTC() : null
}

function monthNumber(name: string): number {
  const key = name.slice(0, 3).toLowerCase()
  return MONTHS.indexOf(GERMAN_MONTHS[key] ?? key) + 1
}

/** Two-digit years: 00–49 are 2000 and later (RFC 5322 §4.3) */
function century(year: string): number {
  const number = Number(year)
  if (year.length === 4) return number
  return number < 50 ? 2000 + number : 1900 + number
}

function offset(zone: string): string {
  if (/^[+-]\d{4}$/.test(zone)) return `${zone.slice(0, 3)}:${zone.slice(3)}`
  const minutes = ZONES[zone.toLowerCase()] ?? 0
  const sign = minutes < 0 ? '-' : '+'
  return `${sign}${Math.abs(Math.trunc(minutes / 60))}:00`
}
