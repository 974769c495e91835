import { DateTime } from 'luxon'
import {
  addBusinessSeconds,
  businessSecondsBetween,
  type Calendar,
} from '#contracts/business_calendar'
import {
  slaHistory,
  type Promised,
  type SlaEvent,
  type SlaTarget,
  type Stretch,
} from '#tickets/sla_history'

export interface SlaInput {
  /** What held at creation. */
  calendar: Calendar
  target: SlaTarget
  /** The first one is 'created'. */
  events: SlaEvent[]
  /** Later events do not count yet. Without it: the moment of the last event. */
  now?: DateTime
}

/** dueAt and warnAt are null without a target, and while a paused clock has not reached them. */
export interface ClockReading {
  dueAt: DateTime | null
  warnAt: DateTime | null
  metAt: DateTime | null
  breachedAt: DateTime | null
  state: 'running' | 'paused' | 'met' | 'breached' | 'none'
}

export type Pause = Pick<Stretch, 'from' | 'to' | 'reason'>

/** For the screen to word. Instants are ISO 8601 in UTC, seconds are business time. */
export interface SlaExplanation {
  code:
    ClockReading['state'] | 'target' | 'target_changed' | 'calendar_changed' | 'elapsed' | 'pause'
  params: Record<string, string | number | null>
}

export interface SlaClock {
  firstResponse: ClockReading
  resolution: ClockReading
  /** Business seconds the resolution clock ran, until now or until the solution. */
  elapsedSeconds: number
  pausedSeconds: number
  pauses: Pause[]
  /** The earliest due date of what is still owed; it may have passed. */
  nextDueAt: DateTime | null
  explanation: SlaExplanation[]
}

type Span = Pick<Stretch, 'from' | 'to'>

/**
 * Both clocks of a ticket as a function of its history. All instants are taken to the whole second.
 *
 * - First response never pauses. It is met by the first response, or by a solution that came without one.
 * - Resolution runs while the status lets it, is met when solved or closed, and goes on when reopened.
 * - A new target counts from creation on, and so do other business hours. What they make overdue is breached at the
 *   moment of the change, because nobody could have known earlier; what was overdue before and still is stays breached
 *   since then. A clock that is met stays judged by what was promised then, until it is reopened.
 * - Done within the second of dueAt is in time; still owed at that second is breached.
 *
 * Throws RangeError when the events do not begin with 'created', or when now lies before it.
 */
export function slaClock({ calendar, target, events, now }: SlaInput): SlaClock {
  const upTo = +(now ?? Math.max(...events.map(({ at }) => +at)))
  const { firstResponse, resolution, stretches, changes, calendarChanges } = slaHistory(
    { target, calendar },
    events.filter(({ at }) => +at <= upTo)
  )
  const until = DateTime.fromMillis(upTo).startOf('second')
  const created = stretches[0].from
  const seconds = ({ from, to }: Span, { calendar } = resolution) =>
    businessSecondsBetween(calendar, from, to ?? until)
  const total = (spans: Span[]) => spans.reduce((sum, span) => sum + seconds(span), 0)

  const running = stretches.filter(({ state }) => state === 'running')
  const solved = stretches.filter(({ state, to }) => state === 'solved' && to === null)
  const pauses = stretches
    .filter((stretch) => !running.includes(stretch) && !solved.includes(stretch))
    .map(({ from, to, reason }) => ({ from, to, reason }))
  const readings = {
    firstResponse: reading(firstResponse, [{ from: created, to: null }], until),
    // A solved ticket keeps the due date it would have had if it had gone on running.
    resolution: reading(resolution, [...running, ...solved], until),
  }
  const due = Object.values(readings).flatMap(({ dueAt, metAt }) => (dueAt && !metAt ? dueAt : []))
  const elapsedSeconds = total(running)
  const pausedSeconds = total(pauses)
  const respondedSeconds = seconds({ from: created, to: firstResponse.metAt }, firstResponse)

  return {
    ...readings,
    elapsedSeconds,
    pausedSeconds,
    pauses,
    nextDueAt: DateTime.min(...due) ?? null,
    explanation: [
      ...explained(firstResponse, readings.firstResponse, created, respondedSeconds),
      ...explained(resolution, readings.resolution, created, elapsedSeconds),
      ...changes.map((change): SlaExplanation => ({
        code: 'target_changed',
        params: { ...change, at: iso(change.at) },
      })),
      ...calendarChanges.map((at): SlaExplanation => ({
        code: 'calendar_changed',
        params: { at: iso(at) },
      })),
      { code: 'elapsed', params: { seconds: elapsedSeconds, pausedSeconds } },
      ...pauses.map((pause): SlaExplanation => ({
        code: 'pause',
        params: { ...pause, from: iso(pause.from), to: iso(pause.to), seconds: seconds(pause) },
      })),
    ],
  }
}

function reading(promised: Promised, spans: Span[], until: DateTime): ClockReading {
  const { calendar, minutes, warnPercent, metAt } = promised
  if (minutes === null) {
    return { dueAt: null, warnAt: null, metAt, breachedAt: null, state: 'none' }
  }
  const owed = minutes * 60
  const dueAt = reachedAt(calendar, spans, owed)
  const warnAt =
    warnPercent === null ? null : reachedAt(calendar, spans, Math.floor((owed * warnPercent) / 100))
  if (dueAt && (metAt ? metAt > dueAt : until >= dueAt)) {
    return {
      dueAt,
      warnAt,
      metAt,
      breachedAt: overdueSince(promised, spans, dueAt),
      state: 'breached',
    }
  }
  const owing = dueAt ? 'running' : 'paused'
  return { dueAt, warnAt, metAt, breachedAt: null, state: metAt ? 'met' : owing }
}

/** From when on the clock was overdue without a break, be it by what was promised before. */
function overdueSince({ changedAt, earlier }: Promised, spans: Span[], dueAt: DateTime): DateTime {
  let since = changedAt ? DateTime.max(dueAt, changedAt) : dueAt
  let replacedAt = changedAt
  for (const { minutes, calendar, changedAt: from } of earlier.toReversed()) {
    const due = minutes === null ? null : reachedAt(calendar, spans, minutes * 60)
    if (!replacedAt || +since !== +replacedAt || !due || due > replacedAt) break
    since = from ? DateTime.max(due, from) : due
    replacedAt = from
  }
  return since
}

/** When the spans together have lasted so many business seconds; null if they end before. */
function reachedAt(calendar: Calendar, spans: Span[], seconds: number): DateTime | null {
  let left = seconds
  for (const { from, to } of spans) {
    const length = to ? businessSecondsBetween(calendar, from, to) : Infinity
    if (left <= length) {
      return addBusinessSeconds(calendar, from, left)
    }
    left -= length
  }
  return null
}

function explained(
  { clock, minutes }: Promised,
  { dueAt, metAt, breachedAt, state }: ClockReading,
  created: DateTime,
  seconds: number
): SlaExplanation[] {
  if (minutes === null) {
    return [{ code: 'none', params: { clock } }]
  }
  const instants = { dueAt: iso(dueAt), metAt: iso(metAt), breachedAt: iso(breachedAt) }
  const remainingSeconds = minutes * 60 - seconds
  return [
    { code: 'target', params: { clock, minutes, from: iso(created) } },
    { code: state, params: { clock, ...instants, seconds, remainingSeconds } },
  ]
}

function iso(at: DateTime | null): string | null {
  return at?.toUTC().toISO() ?? null
}
