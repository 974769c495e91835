import { test } from '@japa/runner'
import { slaClock } from '#tickets/sla_clock'
import type { SlaEvent } from '#tickets/sla_history'
import {
  at,
  calendar,
  created,
  monday,
  premium,
  promises,
  responded,
  time,
  turns,
  waits,
} from '#tests/factories/ticket_history'

const MINUTE = 60

test.group('SLA clock: first response', () => {
  test('is due after its minutes, warns before and is met by a response', ({ assert }) => {
    const events = [created('08:12'), responded('08:21')]
    const { firstResponse } = at('09:00', events)
    assert.equal(time(firstResponse.dueAt), '08:42')
    assert.equal(time(firstResponse.warnAt), '08:34')
    assert.equal(time(firstResponse.metAt), '08:21')
    assert.equal(firstResponse.state, 'met')
  })

  test('runs on while the ticket waits', ({ assert }) => {
    const { firstResponse } = at('09:00', [created('08:00'), waits('08:05', 'Wartet auf Kunde')])
    assert.equal(firstResponse.state, 'breached')
    assert.equal(time(firstResponse.breachedAt), '08:30')
  })

  test('in the second it is due a response is in time and silence is a breach', ({ assert }) => {
    assert.equal(at('08:30', [created('08:00')]).firstResponse.state, 'breached')
    const answered = at('08:30', [created('08:00'), responded('08:30')])
    assert.equal(answered.firstResponse.state, 'met')
  })

  test('a late response is breached and met', ({ assert }) => {
    const { firstResponse } = at('09:00', [created('08:00'), responded('08:31')])
    assert.equal(firstResponse.state, 'breached')
    assert.equal(time(firstResponse.metAt), '08:31')
  })

  test('a solution without a response is one', ({ assert }) => {
    const clock = at('09:00', [created('08:00'), turns('08:10', 'solved'), turns('08:40', 'open')])
    assert.equal(clock.firstResponse.state, 'met')
    assert.equal(time(clock.firstResponse.metAt), '08:10')
  })
})

test.group('SLA clock: resolution', () => {
  test('pauses while a status stops it and says for how long and why', ({ assert }) => {
    const events = [
      created('08:12'),
      responded('08:21'),
      waits('09:00', 'Wartet auf Hersteller'),
      turns('09:22', 'open'),
    ]
    const clock = at('10:16', events)
    assert.equal(clock.elapsedSeconds, 102 * MINUTE)
    assert.equal(clock.pausedSeconds, 22 * MINUTE)
    assert.equal(time(clock.resolution.dueAt), '10:34')
    assert.equal(time(clock.nextDueAt), '10:34')
    assert.deepInclude(clock.explanation, {
      code: 'target',
      params: { clock: 'resolution', minutes: 120, from: '2026-11-23T07:12:00.000Z' },
    })
    assert.deepInclude(clock.explanation, {
      code: 'running',
      params: {
        clock: 'resolution',
        seconds: 102 * MINUTE,
        remainingSeconds: 18 * MINUTE,
        dueAt: '2026-11-23T09:34:00.000Z',
        metAt: null,
        breachedAt: null,
      },
    })
    assert.deepEqual(clock.explanation.at(-1), {
      code: 'pause',
      params: {
        from: '2026-11-23T08:00:00.000Z',
        to: '2026-11-23T08:22:00.000Z',
        seconds: 22 * MINUTE,
        reason: 'Wartet auf Hersteller',
      },
    })
  })

  test('has no due date while it is paused, and one again when it goes on', ({ assert }) => {
    const events = [created('08:00'), responded('08:05'), waits('09:00', 'Wartet auf Kunde')]
    const paused = at('16:00', events)
    assert.equal(paused.resolution.state, 'paused')
    assert.isNull(paused.resolution.dueAt)
    assert.isNull(paused.nextDueAt)
    assert.isNull(paused.pauses[0].to)
    const { resolution } = at('16:30', [...events, turns('16:30', 'open')])
    assert.equal(resolution.dueAt?.toISO(), '2026-11-24T08:30:00.000+01:00')
  })

  test('what was overdue before it paused stays breached and owed', ({ assert }) => {
    const clock = at('12:00', [created('08:00'), waits('10:30', 'Wartet auf Kunde')])
    assert.equal(clock.resolution.state, 'breached')
    assert.equal(time(clock.resolution.breachedAt), '10:00')
    assert.equal(time(clock.nextDueAt), '08:30')
  })

  test('two pauses with different reasons stay apart, the same reason goes on', ({ assert }) => {
    const events = [
      created('08:00'),
      waits('08:10', 'Wartet auf Kunde'),
      waits('08:20', 'Wartet auf Kunde'),
      waits('08:30', 'Wartet auf Hersteller'),
      turns('08:40', 'open'),
    ]
    const pauses = at('09:00', events).pauses.map(({ from, to, reason }) => [
      time(from),
      time(to),
      reason,
    ])
    assert.deepEqual(pauses, [
      ['08:10', '08:30', 'Wartet auf Kunde'],
      ['08:30', '08:40', 'Wartet auf Hersteller'],
    ])
  })

  test('solving stops it, closing changes nothing, and the due date stays readable', ({
    assert,
  }) => {
    const events = [created('08:00'), turns('09:00', 'solved'), turns('12:00', 'closed')]
    const { resolution, elapsedSeconds, pauses, nextDueAt } = at('16:00', events)
    assert.equal(resolution.state, 'met')
    assert.equal(time(resolution.metAt), '09:00')
    assert.equal(time(resolution.dueAt), '10:00')
    assert.equal(elapsedSeconds, 60 * MINUTE)
    assert.isEmpty(pauses)
    assert.isNull(nextDueAt)
  })

  test('reopening goes on where it stopped and counts the rest as a pause', ({ assert }) => {
    const events = [created('08:00'), turns('09:00', 'solved'), turns('13:00', 'open')]
    const { resolution, pausedSeconds } = at('13:30', events)
    assert.equal(resolution.state, 'running')
    assert.isNull(resolution.metAt)
    assert.equal(time(resolution.dueAt), '14:00')
    assert.equal(pausedSeconds, 240 * MINUTE)
  })

  test('solved within its last second is met, a second later breached', ({ assert }) => {
    const inTime = at('12:00', [created('08:00'), turns('10:00', 'solved')])
    assert.equal(inTime.resolution.state, 'met')
    const late = at('12:00', [created('08:00'), turns('10:00:01', 'solved')])
    assert.equal(late.resolution.state, 'breached')
    assert.equal(time(late.resolution.metAt), '10:00')
  })

  test('what is due at closing is breached by a solution at night', ({ assert }) => {
    const clock = at('20:00', [created('15:00'), turns('19:00', 'solved')])
    assert.equal(clock.elapsedSeconds, 120 * MINUTE)
    assert.equal(time(clock.resolution.breachedAt), '17:00')
  })

  test('steps of one and the same moment count in the given order and leave no pause', ({
    assert,
  }) => {
    const waiting = waits('09:00', 'Wartet auf Kunde')
    const passing = at('10:00', [created('08:00'), waiting, turns('09:00', 'open')])
    assert.isEmpty(passing.pauses)
    assert.equal(passing.resolution.state, 'breached')
    const staying = at('10:00', [created('08:00'), turns('09:00', 'open'), waiting])
    assert.equal(staying.resolution.state, 'paused')
  })

  test('reopened and solved again in the same second, it was solved all along', ({ assert }) => {
    const again = [turns('09:30', 'open'), turns('09:30', 'solved')]
    const clock = at('10:00', [created('08:00'), turns('09:00', 'solved'), ...again])
    assert.equal(time(clock.resolution.metAt), '09:00')
    assert.isEmpty(clock.pauses)
  })

  test('an event whose clock went backwards happened with its predecessor', ({ assert }) => {
    const events = [created('08:00'), waits('09:00', 'Wartet auf Kunde'), turns('08:59:58', 'open')]
    assert.isEmpty(at('10:00', events).pauses)
  })
})

test.group('SLA clock: targets', () => {
  test('a clock without a target has no dates and only tells what happened', ({ assert }) => {
    const none = { firstResponseMinutes: null, resolutionMinutes: null, warnPercent: null }
    const clock = at('16:00', [created('08:00'), responded('15:00')], none)
    assert.equal(clock.firstResponse.state, 'none')
    assert.equal(time(clock.firstResponse.metAt), '15:00')
    assert.isNull(clock.resolution.dueAt)
    assert.isNull(clock.nextDueAt)
    assert.deepInclude(clock.explanation, { code: 'none', params: { clock: 'resolution' } })
  })

  test('a new target counts from creation', ({ assert }) => {
    const clock = at('10:30', [created('08:00'), promises('09:00', { resolutionMinutes: 240 })])
    assert.equal(time(clock.resolution.dueAt), '12:00')
    assert.equal(clock.resolution.state, 'running')
    assert.deepInclude(clock.explanation, {
      code: 'target_changed',
      params: {
        clock: 'resolution',
        at: '2026-11-23T08:00:00.000Z',
        fromMinutes: 120,
        toMinutes: 240,
      },
    })
  })

  test('a shorter target that was already missed is breached when it was set', ({ assert }) => {
    const clock = at('09:45', [created('08:00'), promises('09:30', { resolutionMinutes: 60 })])
    assert.equal(time(clock.resolution.dueAt), '09:00')
    assert.equal(time(clock.resolution.breachedAt), '09:30')
  })

  test('what was met stays judged by what was promised then', ({ assert }) => {
    const stricter = promises('10:00', { firstResponseMinutes: 10, resolutionMinutes: 30 })
    const events = [created('08:00'), responded('08:25'), turns('09:00', 'solved'), stricter]
    const clock = at('11:00', events)
    assert.equal(clock.firstResponse.state, 'met')
    assert.equal(clock.resolution.state, 'met')
    const { resolution } = at('12:00', [...events, turns('11:30', 'open')])
    assert.equal(time(resolution.breachedAt), '11:30')
  })

  test('a ticket that finds its contract late is still judged by it', ({ assert }) => {
    const none = { firstResponseMinutes: null, resolutionMinutes: null, warnPercent: null }
    const clock = at('09:00', [created('08:00'), responded('08:09'), promises('08:30', {})], none)
    assert.equal(clock.firstResponse.state, 'met')
    assert.equal(time(clock.firstResponse.dueAt), '08:30')
  })
})

test.group('SLA clock: input', () => {
  test('without now it is read at its last event', ({ assert }) => {
    const events = [created('08:00'), responded('08:45')]
    assert.equal(slaClock({ calendar, target: premium, events }).elapsedSeconds, 45 * MINUTE)
  })

  test('a history without a beginning is refused', ({ assert }) => {
    assert.throws(() => at('10:00', [responded('09:00')]), RangeError)
    assert.throws(() => at('07:00', [created('08:00')]), RangeError)
    assert.throws(() => slaClock({ calendar, target: premium, events: [] }), RangeError)
  })
})

test.group('SLA clock: business hours that change', () => {
  const short = { ...calendar, hours: calendar.hours.map((each) => ({ ...each, closes: '12:00' })) }
  const long = { ...calendar, hours: calendar.hours.map((each) => ({ ...each, opens: '06:00' })) }
  const opens = (time: string, other: typeof calendar): SlaEvent => ({
    at: monday(time),
    kind: 'target',
    calendar: other,
  })

  test('what is owed follows them from creation on, and says since when', ({ assert }) => {
    const clock = at('11:30', [created('10:30'), responded('10:35'), opens('11:00', short)])
    assert.equal(clock.resolution.dueAt?.toISO(), '2026-11-24T08:30:00.000+01:00')
    assert.equal(clock.resolution.state, 'running')
    assert.deepInclude(clock.explanation, {
      code: 'calendar_changed',
      params: { at: '2026-11-23T10:00:00.000Z' },
    })
  })

  test('what was met stays judged by the hours of then', ({ assert }) => {
    const closed = { ...calendar, hours: [] }
    const before = [created('08:00'), responded('08:31'), turns('09:00', 'solved')]
    const then = at('09:30', before)
    const clock = at('12:00', [...before, opens('10:00', closed)])
    assert.deepEqual(clock.firstResponse, then.firstResponse)
    assert.deepEqual(clock.resolution, then.resolution)
    assert.equal(clock.elapsedSeconds, 60 * MINUTE)
    assert.notInclude(
      clock.explanation.map(({ code }) => code),
      'calendar_changed'
    )
  })

  test('what they make overdue is breached when they began to count', ({ assert }) => {
    const events = [created('06:00'), responded('06:05'), opens('09:00', long)]
    const { resolution } = at('09:30', events)
    assert.equal(time(resolution.dueAt), '08:00')
    assert.equal(time(resolution.breachedAt), '09:00')
  })

  test('what was overdue before and still is, is so since then', ({ assert }) => {
    const again = at('12:00', [created('08:00'), opens('11:00', long)])
    assert.equal(time(again.resolution.breachedAt), '10:00')
    const stricter = at('12:00', [created('08:00'), promises('11:00', { resolutionMinutes: 60 })])
    assert.equal(time(stricter.resolution.breachedAt), '10:00')
    const eased = promises('10:30', { resolutionMinutes: 240 })
    const twice = [created('08:00'), eased, promises('11:00', { resolutionMinutes: 90 })]
    assert.equal(time(at('12:00', twice).resolution.breachedAt), '11:00')
  })
})
