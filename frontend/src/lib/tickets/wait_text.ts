import { readDate } from '../ui/date_text.ts'
import { dayOf, instantAt, minutesOf, shiftDay } from '../zone_time.ts'

/** When a day is named without a time. */
const MORNING = 8 * 60

/**
 * A moment ahead as ISO 8601 from what people type to wait for it: `do 9`, `morgen 8:30`, `+3` (days, at 8:00), `+2h`,
 * `18:30`, `12.1. 14 Uhr`. Undefined for what cannot be read or has passed.
 */
export function readMoment(text: string, now: number, zone: string): string | undefined {
  const moment = find(text.trim().toLowerCase(), now, zone)
  return moment && Date.parse(moment) > now ? moment : undefined
}

function find(typed: string, now: number, zone: string): string | undefined {
  const hours = /^\+\s*(\d{1,3})\s*(?:h|std\.?|stunden?|hours?)$/.exec(typed)
  if (hours) return new Date(now + Number(hours[1]) * 3_600_000).toISOString()
  const today = dayOf(now, zone)
  const clock = /^(?:um\s+|at\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?$/.exec(typed)
  if (clock) {
    const minutes = minutesFrom(clock[1], clock[2])
    if (minutes === undefined) return undefined
    const day = minutes > minutesOf(now, zone) ? today : shiftDay(today, 1)
    return instantAt(day, minutes, zone)
  }
  const whole = readDate(typed, today)
  if (whole) return instantAt(whole, MORNING, zone)
  const both = /^(.+?)[\s,]+(?:um\s+|at\s+)?(\d{1,2})(?::(\d{2}))?\s*(?:uhr)?$/.exec(typed)
  const day = both && readDate(both[1] ?? '', today)
  const minutes = both && minutesFrom(both[2], both[3])
  return day && minutes !== null && minutes !== undefined
    ? instantAt(day, minutes, zone)
    : undefined
}

function minutesFrom(hour: string | undefined, minute = '0'): number | undefined {
  const total = Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && total < 1440 ? total : undefined
}
