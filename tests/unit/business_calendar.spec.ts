import { cpuTime } from '#tests/support/cpu_time'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { DomainError } from '#core/errors'
import {
  addBusinessSeconds,
  businessSecondsBetween,
  isOpen,
  nextOpening,
  type Calendar,
  type OpeningHours,
} from '#contracts/business_calendar'

const BERLIN = 'Europe/Berlin'
const HOUR = 3600
const WEEKDAYS = [1, 2, 3, 4, 5]
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

function calendarOf(
  weekdays: number[],
  opens: string,
  closes: string,
  others: Partial<Calendar> = {}
): Calendar {
  const hours = weekdays.map((weekday) => ({ weekday, opens, closes }))
  return { timeZone: BERLIN, hours, holidays: [], ...others }
}

function berlin(iso: string): DateTime {
  return DateTime.fromISO(iso, { zone: BERLIN })
}

function hoursBetween(calendar: Calendar, from: string, to: string): number {
  return businessSecondsBetween(calendar, berlin(from), berlin(to)) / HOUR
}

const office = calendarOf(WEEKDAYS, '08:00', '17:00')

test.group('business time', () => {
  test('counts only the hours in which the calendar is open', ({ assert }) => {
    assert.equal(hoursBetween(office, '2026-11-20T16:00', '2026-11-23T09:00'), 2)
    assert.equal(hoursBetween(office, '2026-11-20T17:00', '2026-11-23T08:00'), 0)
    assert.equal(hoursBetween(office, '2026-11-23T00:00', '2026-11-30T00:00'), 45)
  })

  test('is negative when the end lies before the beginning', ({ assert }) => {
    assert.equal(hoursBetween(office, '2026-11-23T09:00', '2026-11-20T16:00'), -2)
  })

  test('reads instants of any zone as the same instants', ({ assert }) => {
    const from = DateTime.fromISO('2026-11-23T09:00:00+05:30', { setZone: true })
    const to = DateTime.fromISO('2026-11-23T08:30:00Z', { setZone: true })
    assert.equal(businessSecondsBetween(office, from, to), 1.5 * HOUR)
  })

  test('leaves out the lunch break and counts overlapping hours once', ({ assert }) => {
    const hours: OpeningHours[] = [
      { weekday: 1, opens: '13:00', closes: '17:00' },
      { weekday: 1, opens: '08:00', closes: '11:00' },
      { weekday: 1, opens: '10:00', closes: '12:00' },
    ]
    const calendar = { timeZone: BERLIN, hours, holidays: [] }
    assert.equal(hoursBetween(calendar, '2026-11-23T00:00', '2026-11-24T00:00'), 8)
  })

  test('24/7 counts every second, holidays too', ({ assert }) => {
    const holidays = [{ day: '2026-12-25', name: '1. Weihnachtstag' }]
    const calendar: Calendar = { timeZone: BERLIN, alwaysOpen: true, hours: [], holidays }
    assert.equal(hoursBetween(calendar, '2026-12-25T00:00', '2026-12-26T12:00'), 36)
    assert.isTrue(isOpen(calendar, berlin('2026-12-25T03:00')))
    const due = addBusinessSeconds(calendar, berlin('2026-12-25T00:00'), HOUR)
    assert.equal(due.toISO(), berlin('2026-12-25T01:00').toISO())
  })
})

test.group('business time: change of the clocks', () => {
  test('the last Sunday of March has 23 hours and the last of October 25', ({ assert }) => {
    const allDay = calendarOf(EVERY_DAY, '00:00', '24:00')
    assert.equal(hoursBetween(allDay, '2026-03-29T00:00', '2026-03-30T00:00'), 23)
    assert.equal(hoursBetween(allDay, '2026-10-25T00:00', '2026-10-26T00:00'), 25)
  })

  test('the night shift over the change is an hour shorter or longer', ({ assert }) => {
    const night = calendarOf([6], '22:00', '06:00')
    assert.equal(hoursBetween(night, '2026-03-28T12:00', '2026-03-29T12:00'), 7)
    assert.equal(hoursBetween(night, '2026-10-24T12:00', '2026-10-25T12:00'), 9)
    const due = addBusinessSeconds(night, berlin('2026-03-28T12:00'), 7 * HOUR)
    assert.equal(due.toISO(), '2026-03-29T06:00:00.000+02:00')
  })

  test('a time that does not exist is the moment of the change', ({ assert }) => {
    const calendar = calendarOf([7], '02:30', '04:00')
    const opening = nextOpening(calendar, berlin('2026-03-29T00:00'))
    assert.equal(opening.toISO(), '2026-03-29T03:00:00.000+02:00')
    assert.equal(hoursBetween(calendar, '2026-03-29T00:00', '2026-03-30T00:00'), 1)
    const none = calendarOf([7], '02:00', '03:00')
    assert.equal(hoursBetween(none, '2026-03-29T00:00', '2026-03-30T00:00'), 0)
  })

  test('a time that comes twice is its first passing', ({ assert }) => {
    const opens = calendarOf([7], '02:30', '04:00')
    const opening = nextOpening(opens, berlin('2026-10-25T00:00'))
    assert.equal(opening.toISO(), '2026-10-25T02:30:00.000+02:00')
    assert.equal(hoursBetween(opens, '2026-10-25T00:00', '2026-10-26T00:00'), 2.5)
    const closes = calendarOf([7], '00:00', '02:30')
    assert.equal(hoursBetween(closes, '2026-10-25T00:00', '2026-10-26T00:00'), 2.5)
  })

  test('a day whose midnight is skipped begins an hour late', ({ assert }) => {
    const calendar = calendarOf(EVERY_DAY, '00:00', '24:00', { timeZone: 'America/Sao_Paulo' })
    const from = DateTime.fromISO('2018-11-03T12:00:00-03:00')
    assert.equal(businessSecondsBetween(calendar, from, from.plus({ hours: 24 })), 24 * HOUR)
    const mornings = { ...calendar, hours: [{ weekday: 7, opens: '00:00', closes: '06:00' }] }
    assert.equal(businessSecondsBetween(mornings, from, from.plus({ hours: 24 })), 5 * HOUR)
  })
})

test.group('business time: nights and holidays', () => {
  test('a shift past midnight belongs to the evening it began', ({ assert }) => {
    const calendar = calendarOf([5], '22:00', '06:00')
    assert.equal(hoursBetween(calendar, '2026-11-20T00:00', '2026-11-22T00:00'), 8)
    assert.isTrue(isOpen(calendar, berlin('2026-11-21T05:59:59')))
    assert.isFalse(isOpen(calendar, berlin('2026-11-21T06:00')))
    assert.isFalse(isOpen(calendar, berlin('2026-11-21T22:00')))
  })

  test('the same time twice is a whole day', ({ assert }) => {
    const calendar = calendarOf([7], '08:00', '08:00')
    assert.equal(hoursBetween(calendar, '2026-11-20T00:00', '2026-11-27T00:00'), 24)
  })

  test('a holiday closes its own day and cuts night shifts at midnight', ({ assert }) => {
    const holidays = [{ day: '2026-12-25', name: '1. Weihnachtstag' }]
    assert.equal(hoursBetween({ ...office, holidays }, '2026-12-24T00:00', '2026-12-28T00:00'), 9)
    const night = calendarOf(EVERY_DAY, '22:00', '06:00', { holidays })
    assert.equal(hoursBetween(night, '2026-12-24T20:00', '2026-12-25T12:00'), 2)
    assert.equal(hoursBetween(night, '2026-12-25T12:00', '2026-12-26T12:00'), 6)
  })

  test('a half day is open until it closes, as far as its hours allow', ({ assert }) => {
    const holidays = [{ day: '2026-12-24', closesAt: '14:00', name: 'Heiliger Abend' }]
    assert.equal(hoursBetween({ ...office, holidays }, '2026-12-24T00:00', '2026-12-25T00:00'), 6)
    const late = calendarOf(WEEKDAYS, '15:00', '20:00', { holidays })
    assert.equal(hoursBetween(late, '2026-12-24T00:00', '2026-12-25T00:00'), 0)
    const early = calendarOf(WEEKDAYS, '08:00', '12:00', { holidays })
    assert.equal(hoursBetween(early, '2026-12-24T00:00', '2026-12-25T00:00'), 4)
  })
})

test.group('business time: edges', () => {
  test('a deadline at closing time is due at closing time', ({ assert }) => {
    const due = addBusinessSeconds(office, berlin('2026-11-20T15:00'), 2 * HOUR)
    assert.equal(due.toISO(), berlin('2026-11-20T17:00').toISO())
    const next = addBusinessSeconds(office, berlin('2026-11-20T15:00'), 2 * HOUR + 1)
    assert.equal(next.toISO(), berlin('2026-11-23T08:00:01').toISO())
  })

  test('no time at all ends where it began, even while closed', ({ assert }) => {
    const sunday = berlin('2026-11-22T12:00')
    assert.equal(+addBusinessSeconds(office, sunday, 0), +sunday)
  })

  test('it is open at the second of opening and no longer at that of closing', ({ assert }) => {
    assert.isFalse(isOpen(office, berlin('2026-11-23T07:59:59')))
    assert.isTrue(isOpen(office, berlin('2026-11-23T08:00')))
    assert.isFalse(isOpen(office, berlin('2026-11-23T17:00')))
  })

  test('the next opening is now while open and Monday morning on a Friday evening', ({
    assert,
  }) => {
    const open = berlin('2026-11-23T10:15')
    assert.equal(+nextOpening(office, open), +open)
    assert.equal(+nextOpening(office, berlin('2026-11-20T17:00')), +berlin('2026-11-23T08:00'))
  })

  test('a calendar that never opens says so instead of searching forever', ({ assert }) => {
    const never: Calendar = { timeZone: BERLIN, hours: [], holidays: [] }
    const at = berlin('2026-11-23T10:00')
    for (const search of [() => addBusinessSeconds(never, at, 1), () => nextOpening(never, at)]) {
      try {
        search()
        assert.fail('found an opening')
      } catch (error) {
        assert.instanceOf(error, DomainError)
        assert.equal((error as DomainError).code, 'calendar_never_opens')
      }
    }
    assert.equal(businessSecondsBetween(never, at, at.plus({ years: 1 })), 0)
    assert.isFalse(isOpen(never, at))
  })

  test('refuses unknown zones, impossible times and parts of seconds', ({ assert }) => {
    const at = berlin('2026-11-23T10:00')
    assert.throws(() => isOpen({ ...office, timeZone: 'Europe/Kiel' }, at), /zone_unknown/)
    assert.throws(() => isOpen(calendarOf([1], '08:00', '24:30'), at), /time_invalid/)
    assert.throws(() => isOpen(calendarOf([1], '8:00', '17:00'), at), /time_invalid/)
    assert.throws(() => addBusinessSeconds(office, at, 0.5), RangeError)
    assert.throws(() => addBusinessSeconds(office, at, -1), RangeError)
  })

  test('a year of office hours takes milliseconds', ({ assert }) => {
    const began = cpuTime()
    assert.equal(hoursBetween(office, '2026-01-01T00:00', '2027-01-01T00:00'), 261 * 9)
    assert.isBelow(cpuTime() - began, 1000)
  })
})
