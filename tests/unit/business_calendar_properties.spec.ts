import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import {
  addBusinessSeconds,
  businessSecondsBetween,
  isOpen,
  nextOpening,
  type Calendar,
} from '#contracts/business_calendar'

const BERLIN = 'Europe/Berlin'
const HOUR = 3600

/** Quarter hours, without those inside the hour that is skipped or repeated: the rule for these has its own tests. */
const quarter = fc
  .integer({ min: 0, max: 95 })
  .filter((index) => index <= 8 || index >= 12)
  .map((index) => clock(index * 15))
const hour = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), opens: quarter, closes: quarter })
const aroundDay = fc.constantFrom('2026-03-28', '2026-10-24', '2026-12-23', '2026-11-20')
const holiday = fc.record({
  day: aroundDay.chain((day) => fc.integer({ min: 0, max: 3 }).map((days) => dayAfter(day, days))),
  closesAt: fc.option(quarter),
  name: fc.constant('Feiertag'),
})
const calendars: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.constantFrom(BERLIN, 'America/New_York', 'Asia/Kolkata'),
  hours: fc.array(hour, { minLength: 1, maxLength: 10 }),
  holidays: fc.array(holiday, { maxLength: 3 }),
})
const instant = aroundDay.chain((day) =>
  fc
    .integer({ min: 0, max: 4 * 24 * HOUR })
    .map((seconds) => DateTime.fromISO(day, { zone: BERLIN }).plus({ seconds }))
)

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function dayAfter(day: string, days: number): string {
  return DateTime.fromISO(day).plus({ days }).toFormat('yyyy-MM-dd')
}

/** Another way to the same answer: look at the wall clock at this instant. */
function showsOpen(calendar: Calendar, at: DateTime): boolean {
  const local = at.setZone(calendar.timeZone)
  const time = local.toFormat('HH:mm')
  const today = calendar.holidays.findLast(({ day }) => day === local.toFormat('yyyy-MM-dd'))
  if (today && (!today.closesAt || time >= today.closesAt)) {
    return false
  }
  return calendar.hours.some(({ weekday, opens, closes }) => {
    const begins = local.weekday === weekday && time >= opens
    const over = local.weekday === (weekday % 7) + 1 && time < closes
    return closes > opens ? begins && time < closes : begins || over
  })
}

test.group('business time: properties', () => {
  test('agrees with looking at the clock every quarter of an hour', ({ assert }) => {
    fc.assert(
      fc.property(
        calendars,
        aroundDay,
        fc.integer({ min: 1, max: 300 }),
        (calendar, day, steps) => {
          const from = DateTime.fromISO(day, { zone: 'utc' })
          let seconds = 0
          for (let step = 0; step < steps; step++) {
            const at = from.plus({ minutes: 15 * step })
            const open = showsOpen(calendar, at)
            seconds += open ? 900 : 0
            assert.equal(isOpen(calendar, at), open, at.toString())
          }
          const to = from.plus({ minutes: 15 * steps })
          assert.equal(businessSecondsBetween(calendar, from, to), seconds)
        }
      ),
      { numRuns: 60 }
    )
  })

  test('a span is the sum of its parts', ({ assert }) => {
    fc.assert(
      fc.property(calendars, instant, instant, instant, (calendar, one, two, three) => {
        const whole = businessSecondsBetween(calendar, one, three)
        const first = businessSecondsBetween(calendar, one, two)
        assert.equal(first + businessSecondsBetween(calendar, two, three), whole)
      })
    )
  })

  test('more elapsed time is never less business time, and never more than elapsed', ({
    assert,
  }) => {
    const more = fc.integer({ min: 0, max: 3 * 24 * HOUR })
    fc.assert(
      fc.property(calendars, instant, more, more, (calendar, from, seconds, extra) => {
        const shorter = businessSecondsBetween(calendar, from, from.plus({ seconds }))
        const end = from.plus({ seconds: seconds + extra })
        const longer = businessSecondsBetween(calendar, from, end)
        assert.isAtLeast(longer, shorter)
        assert.isAtMost(longer - shorter, extra)
      })
    )
  })

  test('adding is the inverse of counting and gives the earliest such instant', ({ assert }) => {
    const amount = fc.integer({ min: 1, max: 60 * HOUR })
    fc.assert(
      fc.property(calendars, instant, amount, (calendar, from, seconds) => {
        const due = addBusinessSeconds(calendar, from, seconds)
        assert.equal(businessSecondsBetween(calendar, from, due), seconds)
        const before = due.minus({ seconds: 1 })
        assert.equal(businessSecondsBetween(calendar, from, before), seconds - 1)
        assert.isTrue(isOpen(calendar, before))
      })
    )
  })

  test('nothing counts before the next opening, and there it is open', ({ assert }) => {
    fc.assert(
      fc.property(calendars, instant, (calendar, at) => {
        const opening = nextOpening(calendar, at)
        assert.isTrue(isOpen(calendar, opening))
        assert.equal(businessSecondsBetween(calendar, at, opening), 0)
      })
    )
  })

  test('fractions of seconds are dropped alike in both directions', ({ assert }) => {
    const parts = fc.integer({ min: 0, max: 999 })
    fc.assert(
      fc.property(calendars, instant, instant, parts, (calendar, from, to, milliseconds) => {
        const exact = businessSecondsBetween(calendar, from, to)
        const fraction = { milliseconds }
        assert.equal(businessSecondsBetween(calendar, from.plus(fraction), to), exact)
        assert.equal(businessSecondsBetween(calendar, from, to.plus(fraction)), exact)
      })
    )
  })
})
