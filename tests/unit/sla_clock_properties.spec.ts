import { test } from '@japa/runner'
import fc from 'fast-check'
import { businessSecondsBetween } from '#contracts/business_calendar'
import { slaClock, type SlaClock } from '#tickets/sla_clock'
import type { SlaEvent, SlaTarget } from '#tickets/sla_history'
import { calendar, monday } from '#tests/factories/ticket_history'

const beginning = monday('07:30')
const minutes = fc.option(fc.integer({ min: 1, max: 1500 }))
const targets: fc.Arbitrary<SlaTarget> = fc.record({
  firstResponseMinutes: minutes,
  resolutionMinutes: minutes,
  warnPercent: fc.option(fc.integer({ min: 1, max: 100 })),
})
type Step = Omit<SlaEvent, 'at'>
const status: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('status'),
  category: fc.constantFrom('new', 'open', 'pending', 'solved', 'closed'),
  stopsClock: fc.boolean(),
  reason: fc.constantFrom('Wartet auf Kunde', 'Wartet auf Hersteller', null),
})
const response: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('responded') })
const promise: fc.Arbitrary<Step> = fc.record({ kind: fc.constant('target'), target: targets })

/** Steps up to two days apart, some of them in the same second. */
function historyOf(steps: fc.Arbitrary<Step>): fc.Arbitrary<SlaEvent[]> {
  const gap = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 2 * 86_400 }))
  return fc.array(fc.tuple(gap, steps), { maxLength: 12 }).map((list) => {
    let moment = beginning
    const events: SlaEvent[] = [{ at: moment, kind: 'created' }]
    for (const [seconds, step] of list) {
      moment = moment.plus({ seconds })
      events.push({ ...step, at: moment })
    }
    return events
  })
}

const histories = historyOf(fc.oneof(status, status, response, promise))
const historiesOfOneTarget = historyOf(fc.oneof(status, response))
const moments = fc
  .integer({ min: 0, max: 10 * 86_400 })
  .map((seconds) => beginning.plus({ seconds }))

function plain(clock: SlaClock): unknown {
  return JSON.parse(JSON.stringify(clock))
}

test.group('SLA clock: properties', () => {
  test('business time since creation is either run or paused', ({ assert }) => {
    fc.assert(
      fc.property(targets, histories, moments, (target, events, now) => {
        const clock = slaClock({ calendar, target, events, now })
        const end = clock.resolution.metAt ?? now
        const total = businessSecondsBetween(calendar, events[0].at, end)
        assert.equal(clock.elapsedSeconds + clock.pausedSeconds, total)
      })
    )
  })

  test('reading it again gives the same', ({ assert }) => {
    fc.assert(
      fc.property(targets, histories, moments, (target, events, now) => {
        const copy = events.map((event) => ({ ...event }))
        const first = plain(slaClock({ calendar, target, events, now }))
        assert.deepEqual(plain(slaClock({ calendar, target, events: copy, now })), first)
        assert.deepEqual(plain(slaClock({ calendar, target, events, now })), first)
      })
    )
  })

  test('what happens later changes nothing before', ({ assert }) => {
    fc.assert(
      fc.property(targets, histories, moments, (target, events, now) => {
        const past = events.filter((event) => event.at <= now)
        const then = plain(slaClock({ calendar, target, events: past, now }))
        assert.deepEqual(plain(slaClock({ calendar, target, events, now })), then)
      })
    )
  })

  test('pauses that have ended stay as they are', ({ assert }) => {
    fc.assert(
      fc.property(targets, histories, moments, (target, events, now) => {
        const before = slaClock({ calendar, target, events, now }).pauses.filter(({ to }) => to)
        const end = beginning.plus({ days: 40 })
        const after = slaClock({ calendar, target, events, now: end }).pauses
        assert.deepEqual(JSON.stringify(after.slice(0, before.length)), JSON.stringify(before))
      })
    )
  })

  test('a breach of an unchanged target is for ever', ({ assert }) => {
    fc.assert(
      fc.property(targets, historiesOfOneTarget, moments, (target, events, now) => {
        const { resolution } = slaClock({ calendar, target, events, now })
        fc.pre(resolution.state === 'breached')
        const end = beginning.plus({ days: 40 })
        const later = slaClock({ calendar, target, events, now: end }).resolution
        assert.equal(later.state, 'breached')
        assert.equal(+(later.breachedAt ?? 0), +(resolution.breachedAt ?? 0))
      })
    )
  })

  test('at the due date exactly the promised minutes have run', ({ assert }) => {
    fc.assert(
      fc.property(targets, histories, moments, (target, events, now) => {
        const { resolution, explanation } = slaClock({ calendar, target, events, now })
        fc.pre(resolution.state === 'running')
        const promised = explanation.find(
          ({ code, params }) => code === 'target' && params.clock === 'resolution'
        )
        const past = events.filter((event) => event.at <= now)
        const dueAt = resolution.dueAt ?? now
        const due = slaClock({ calendar, target, events: past, now: dueAt })
        assert.equal(due.elapsedSeconds, Number(promised?.params.minutes) * 60)
        assert.equal(due.resolution.state, 'breached')
        const before = slaClock({
          calendar,
          target,
          events: past,
          now: dueAt.minus({ seconds: 1 }),
        })
        assert.equal(before.resolution.state, 'running')
      })
    )
  })

  test('the next due date is the earliest of what is still owed', ({ assert }) => {
    fc.assert(
      fc.property(targets, histories, moments, (target, events, now) => {
        const clock = slaClock({ calendar, target, events, now })
        const owed = [clock.firstResponse, clock.resolution].filter(({ metAt }) => !metAt)
        const due = owed.flatMap(({ dueAt }) => (dueAt ? [+dueAt] : []))
        assert.equal(clock.nextDueAt && +clock.nextDueAt, due.length ? Math.min(...due) : null)
      })
    )
  })
})
