import { DateTime, IANAZone } from 'luxon'
import { refused, type DomainError } from '#core/errors'

/** Weekday 1 (Monday) to 7; 'HH:mm' local time. closes may be '24:00'; closes <= opens ends on the next day. */
export interface OpeningHours {
  weekday: number
  opens: string
  closes: string
}

/** A local day ('YYYY-MM-DD') that is closed, or open until closesAt ('HH:mm') as far as its hours allow. */
export interface CalendarHoliday {
  day: string
  closesAt?: string | null
  name: string
}

/**
 * alwaysOpen means 24/7: hours and holidays do not count then. Otherwise a calendar without hours is never open.
 * A holiday closes its calendar day from 0:00 to 24:00, so a night shift is cut at midnight and not moved.
 * Every function here refuses calendar_time_zone_unknown and calendar_time_invalid.
 */
export interface Calendar {
  timeZone: string
  alwaysOpen?: boolean
  hours: OpeningHours[]
  holidays: CalendarHoliday[]
}

/** [from, to): minutes of a local day, or seconds since the epoch. */
type Span = [from: number, to: number]

interface Week {
  zone: IANAZone
  /** Opening spans of each weekday in minutes, Monday first, merged and in order. */
  spans: Span[][]
  holidays: Map<string, CalendarHoliday>
}

const DAY_SECONDS = 86_400
const DAY_MINUTES = 1_440
const HORIZON_DAYS = 3_660

/**
 * Open seconds between two instants, each taken to its whole second; negative when `to` lies before `from`.
 * Real elapsed seconds: a shift over the change to daylight saving time is an hour shorter.
 */
export function businessSecondsBetween(calendar: Calendar, from: DateTime, to: DateTime): number {
  const [start, end] = [epochSecond(from), epochSecond(to)]
  if (end < start) {
    return -businessSecondsBetween(calendar, to, from)
  }
  if (calendar.alwaysOpen) {
    return end - start
  }
  let seconds = 0
  for (const [opening, closing] of openingsFrom(calendar, start, end)) {
    seconds += Math.min(closing, end) - Math.max(opening, start)
  }
  return seconds
}

/**
 * The earliest instant at or after `from` with exactly `seconds` open seconds between the two. So 0 gives `from` itself
 * even while closed, and what fills the last second before closing is due at closing, not at the next opening.
 * Throws calendar_never_opens when ten years of openings are not enough.
 */
export function addBusinessSeconds(calendar: Calendar, from: DateTime, seconds: number): DateTime {
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new RangeError(`Business seconds must be a whole number from 0, not ${seconds}`)
  }
  const start = epochSecond(from)
  if (calendar.alwaysOpen || seconds === 0) {
    return local(calendar, start + seconds)
  }
  let left = seconds
  for (const [opening, closing] of openingsFrom(calendar, start, horizonOf(start))) {
    const begin = Math.max(opening, start)
    if (left <= closing - begin) {
      return local(calendar, begin + left)
    }
    left -= closing - begin
  }
  throw neverOpens(calendar, from)
}

/** True from the very second of opening to just before closing. */
export function isOpen(calendar: Calendar, at: DateTime): boolean {
  const second = epochSecond(at)
  return calendar.alwaysOpen || !openingsFrom(calendar, second, second + 1).next().done
}

/** `at` itself while open, otherwise the next opening. Throws calendar_never_opens beyond ten years. */
export function nextOpening(calendar: Calendar, at: DateTime): DateTime {
  const second = epochSecond(at)
  if (calendar.alwaysOpen) {
    return local(calendar, second)
  }
  for (const [opening] of openingsFrom(calendar, second, horizonOf(second))) {
    return local(calendar, Math.max(opening, second))
  }
  throw neverOpens(calendar, at)
}

/** The opening spans that touch [start, end), in order; the first may begin before start and the last end after end. */
function* openingsFrom(calendar: Calendar, start: number, end: number): Generator<Span> {
  const week = weekOf(calendar)
  const lastDay = localDay(week.zone, end)
  for (let day = localDay(week.zone, start); day <= lastDay; day += DAY_SECONDS) {
    for (const [opens, closes] of spansOn(week, day)) {
      const opening = instantOf(week.zone, day + opens * 60)
      const closing = instantOf(week.zone, day + closes * 60)
      if (closing > start && opening < end && opening < closing) {
        yield [opening, closing]
      }
    }
  }
}

function spansOn(week: Week, day: number): Span[] {
  const date = new Date(day * 1000)
  const spans = week.spans[(date.getUTCDay() + 6) % 7]
  const holiday = week.holidays.get(date.toISOString().slice(0, 10))
  if (!holiday) {
    return spans
  }
  const closesAt = holiday.closesAt ? minuteOf(holiday.closesAt) : 0
  return spans
    .map(([opens, closes]): Span => [opens, Math.min(closes, closesAt)])
    .filter(([opens, closes]) => opens < closes)
}

function weekOf(calendar: Calendar): Week {
  const zone = IANAZone.create(calendar.timeZone)
  if (!zone.isValid) {
    throw refused('calendar_time_zone_unknown', { timeZone: calendar.timeZone })
  }
  const spans: Span[][] = Array.from({ length: 7 }, () => [])
  for (const { weekday, opens, closes } of calendar.hours) {
    const [from, to] = [minuteOf(opens), minuteOf(closes)]
    if (from < to) {
      spans[weekday - 1].push([from, to])
    } else {
      spans[weekday - 1].push([from, DAY_MINUTES])
      spans[weekday % 7].push([0, to])
    }
  }
  const holidays = new Map(calendar.holidays.map((holiday) => [holiday.day, holiday]))
  return { zone, spans: spans.map(merged), holidays }
}

/** Spans in order without overlaps, so that no second counts twice. */
function merged(spans: Span[]): Span[] {
  const result: Span[] = []
  for (const [from, to] of spans.toSorted((one, other) => one[0] - other[0])) {
    const last = result.at(-1)
    if (last && from <= last[1]) {
      last[1] = Math.max(last[1], to)
    } else {
      result.push([from, to])
    }
  }
  return result
}

/**
 * The first instant at which clocks show this local time or a later one. A time skipped in spring is the moment of the
 * change, a time that comes twice in autumn is its first passing. Luxon itself leaves both cases open.
 */
function instantOf(zone: IANAZone, wall: number): number {
  const before = offsetAt(zone, wall - DAY_SECONDS)
  const after = offsetAt(zone, wall + DAY_SECONDS)
  const early = wall - before
  const late = wall - after
  if (before === after || offsetAt(zone, early) === before) {
    return early
  }
  if (offsetAt(zone, late) === after) {
    return late
  }
  let [shut, open] = [late, early]
  while (open - shut > 1) {
    const middle = Math.floor((shut + open) / 2)
    if (offsetAt(zone, middle) === before) {
      shut = middle
    } else {
      open = middle
    }
  }
  return open
}

/** Seconds east of UTC. */
function offsetAt(zone: IANAZone, second: number): number {
  return zone.offset(second * 1000) * 60
}

/** Midnight of the local day, written as if the zone were UTC. */
function localDay(zone: IANAZone, second: number): number {
  return Math.floor((second + offsetAt(zone, second)) / DAY_SECONDS) * DAY_SECONDS
}

function minuteOf(time: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time)
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : Infinity
  if (minute > DAY_MINUTES) {
    throw refused('calendar_time_invalid', { time })
  }
  return minute
}

function epochSecond(at: DateTime): number {
  return Math.floor(at.toMillis() / 1000)
}

function local(calendar: Calendar, second: number): DateTime {
  return DateTime.fromSeconds(second, { zone: calendar.timeZone })
}

function horizonOf(start: number): number {
  return start + HORIZON_DAYS * DAY_SECONDS
}

function neverOpens(calendar: Calendar, from: DateTime): DomainError {
  const params = { timeZone: calendar.timeZone, from: from.toUTC().toISO() ?? '' }
  return refused('calendar_never_opens', params)
}
