import { DateTime } from 'luxon'
import { notFound } from '#core/errors'
import { record } from '#core/events'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import * as timers from '#core/timers'
import { holidaysOf } from '#contracts/holidays'
import { keepTerms } from '#contracts/sla_terms'

/** How far ahead holidays stand in the calendar: an SLA of months must know them. */
const YEARS_AHEAD = 2

interface StateRow {
  id: string
  state: string | null
  time_zone: string
}

/** Enters the public holidays of the calendar's state; days that are there already, also by hand, stay as they are. */
export async function fillHolidays(calendarId: string, years: number[]): Promise<void> {
  const { state } = await stateOf(calendarId)
  if (!state) return
  for (const { day, name_de, closesAt } of years.flatMap((year) => holidaysOf(year, state))) {
    await sql(
      `insert into calendar_holidays (calendar_id, day, name, closes_at) values (?, ?, ?, ?)
       on conflict (tenant_id, calendar_id, day) do nothing`,
      [calendarId, day, name_de, closesAt ?? null]
    )
  }
}

/** Last, this and the next two years, and from then on one more with each new year. */
export async function startHolidays(calendarId: string): Promise<void> {
  const { time_zone: zone } = await stateOf(calendarId)
  const { year } = tenancy.now().setZone(zone)
  await fillHolidays(calendarId, range(year - 1, year + YEARS_AHEAD))
  await remindOfNextYear(calendarId, year, zone)
}

/** Catches up from the year that was due: the worker may have slept through a turn of the year. */
export async function continueHolidays(calendarId: string, dueYear: number): Promise<void> {
  const [calendar] = await sql<StateRow>(
    'select id, state, time_zone from calendars where id = ?',
    [calendarId]
  )
  // Removed in the meantime.
  if (!calendar) return
  const { year } = tenancy.now().setZone(calendar.time_zone)
  await fillHolidays(calendarId, range(dueYear, year + YEARS_AHEAD))
  await remindOfNextYear(calendarId, year, calendar.time_zone)
}

/** Another state has other holidays. What was, remains; what comes, and was not entered by hand, is exchanged. */
export async function exchangeHolidays(calendarId: string, oldState: string | null): Promise<void> {
  const { time_zone: zone } = await stateOf(calendarId)
  const now = tenancy.now().setZone(zone)
  const old = oldState
    ? range(now.year, now.year + YEARS_AHEAD).flatMap((year) => holidaysOf(year, oldState))
    : []
  for (const { day, name_de } of old.filter((holiday) => holiday.day >= now.toISODate()!)) {
    await sql('delete from calendar_holidays where calendar_id = ? and day = ? and name = ?', [
      calendarId,
      day,
      name_de,
    ])
  }
  await startHolidays(calendarId)
}

export const stopHolidays = (calendarId: string): Promise<void> =>
  timers.clear(timerKey(calendarId))

/** A day off of the house's own, or another closing time on a public one. */
export async function setHoliday(
  calendarId: string,
  holiday: { day: string; name: string; closesAt: string | null }
): Promise<void> {
  await keepTerms({ calendarId })
  await sql(
    `insert into calendar_holidays (calendar_id, day, name, closes_at) values (?, ?, ?, ?)
     on conflict (tenant_id, calendar_id, day) do update set name = excluded.name, closes_at = excluded.closes_at`,
    [calendarId, holiday.day, holiday.name, holiday.closesAt]
  )
  await recordHolidays(calendarId)
}

export async function removeHoliday(calendarId: string, day: string): Promise<void> {
  await keepTerms({ calendarId })
  const removed = await changed('delete from calendar_holidays where calendar_id = ? and day = ?', [
    calendarId,
    day,
  ])
  if (!removed) throw notFound()
  await recordHolidays(calendarId)
}

async function recordHolidays(calendarId: string): Promise<void> {
  await record({ type: 'calendar.holidays_changed', subject: { type: 'calendar', id: calendarId } })
}

async function remindOfNextYear(calendarId: string, year: number, zone: string): Promise<void> {
  const newYear = DateTime.fromObject({ year: year + 1 }, { zone })
  await timers.set(timerKey(calendarId), newYear, {
    type: 'calendar.holidays_due',
    subject: { type: 'calendar', id: calendarId },
    payload: { year: year + 1 + YEARS_AHEAD },
  })
}

async function stateOf(calendarId: string): Promise<StateRow> {
  const [calendar] = await sql<StateRow>(
    'select id, state, time_zone from calendars where id = ?',
    [calendarId]
  )
  if (!calendar) throw notFound()
  return calendar
}

const timerKey = (calendarId: string) => `calendar:${calendarId}:holidays`
const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
