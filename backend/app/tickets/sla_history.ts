import { DateTime } from 'luxon'
import type { Calendar } from '#contracts/business_calendar'

/** Minutes of business time; null is no promise. warnPercent: the share of them after which to warn. */
export interface SlaTarget {
  firstResponseMinutes: number | null
  resolutionMinutes: number | null
  warnPercent: number | null
}

/** Solved and closed stop the clock, whatever stopsClock says. */
export interface SlaEvent {
  at: DateTime
  kind: 'created' | 'status' | 'responded' | 'target'
  category?: 'new' | 'open' | 'pending' | 'solved' | 'closed'
  stopsClock?: boolean
  /** Why it stops, in the words of the screen: the name of the status, "Wartet auf Hersteller". */
  reason?: string | null
  target?: SlaTarget
  /** Of 'target': the business time that counts from now on; without it the one before. */
  calendar?: Calendar
}

/** What is promised, and in whose business time its minutes are counted. */
export interface Terms {
  target: SlaTarget
  calendar: Calendar
}

/** Part of a ticket's life: [from, to), to null while it lasts. */
export interface Stretch {
  state: 'running' | 'paused' | 'solved'
  from: DateTime
  to: DateTime | null
  reason: string
}

export type ClockName = 'firstResponse' | 'resolution'

/** The minutes of a clock in a calendar, from the moment that they replaced others; null since creation. */
export interface Commitment {
  minutes: number | null
  calendar: Calendar
  changedAt: DateTime | null
}

/** What is promised and when it was kept. */
export interface Promised extends Commitment {
  clock: ClockName
  warnPercent: number | null
  metAt: DateTime | null
  /** What was promised before, latest last. */
  earlier: Commitment[]
}

export interface TargetChange {
  clock: ClockName
  at: DateTime
  fromMinutes: number | null
  toMinutes: number | null
}

export interface SlaHistory {
  firstResponse: Promised
  resolution: Promised
  /** The whole life without gaps; the last one is open. */
  stretches: Stretch[]
  changes: TargetChange[]
  /** When other business hours or holidays began to count for a clock. */
  calendarChanges: DateTime[]
}

/**
 * What the events of a ticket did to its clocks, without calculating any business time. The given order counts: an event whose time lies
 * before its predecessor's (clocks of two machines differ) is taken to have happened together with it.
 */
export function slaHistory(terms: Terms, events: SlaEvent[]): SlaHistory {
  if (events[0]?.kind !== 'created') {
    throw new RangeError('The history of a ticket begins with its creation')
  }
  const firstResponse = promisedBy(terms, 'firstResponse')
  const resolution = promisedBy(terms, 'resolution')
  const history: SlaHistory = {
    firstResponse,
    resolution,
    stretches: [],
    changes: [],
    calendarChanges: [],
  }
  let latest = terms
  let at = events[0].at.startOf('second')
  for (const event of events) {
    at = DateTime.max(at, event.at.startOf('second'))
    if (event.kind === 'responded') {
      firstResponse.metAt ??= at
    } else if (event.kind === 'target') {
      const { target = latest.target, calendar = latest.calendar } = event
      latest = { target, calendar }
      follow(history, firstResponse, latest, at)
    } else {
      enter(history.stretches, event, at)
      const current = history.stretches.at(-1)
      resolution.metAt = current?.state === 'solved' ? current.from : null
      firstResponse.metAt ??= resolution.metAt
    }
    // Also after a status: what changed while the ticket was solved counts once it is reopened.
    follow(history, resolution, latest, at)
  }
  return history
}

function promisedBy({ target, calendar }: Terms, clock: ClockName): Promised {
  return {
    clock,
    minutes: target[`${clock}Minutes`],
    calendar,
    warnPercent: target.warnPercent,
    changedAt: null,
    metAt: null,
    earlier: [],
  }
}

/** A promise already kept is not judged by a later one, unless there was none. */
function follow(
  { changes, calendarChanges }: SlaHistory,
  promised: Promised,
  { target, calendar }: Terms,
  at: DateTime
): void {
  if (promised.metAt && promised.minutes !== null) {
    return
  }
  const { clock, minutes: fromMinutes, changedAt } = promised
  const toMinutes = target[`${clock}Minutes`]
  promised.warnPercent = target.warnPercent
  if (fromMinutes === toMinutes && promised.calendar === calendar) {
    return
  }
  if (fromMinutes !== toMinutes) {
    changes.push({ clock, at, fromMinutes, toMinutes })
  } else if (toMinutes !== null && !calendarChanges.some((known) => +known === +at)) {
    calendarChanges.push(at)
  }
  promised.earlier.push({ minutes: fromMinutes, calendar: promised.calendar, changedAt })
  promised.minutes = toMinutes
  promised.calendar = calendar
  promised.changedAt = at
}

/** Ends the current stretch and begins the next. A stretch without length leaves no trace. */
function enter(stretches: Stretch[], event: SlaEvent, at: DateTime): void {
  const reason = event.reason ?? event.category ?? ''
  const next: Stretch = { state: stateOf(event), from: at, to: null, reason }
  const last = stretches.at(-1)
  if (last && alike(last, next)) {
    return
  }
  if (last && +last.from === +at) {
    stretches.pop()
  } else if (last) {
    last.to = at
  }
  const before = stretches.at(-1)
  if (before && alike(before, next)) {
    before.to = null
  } else {
    stretches.push(next)
  }
}

/** Only pauses tell their reasons apart: from new to open, or from solved to closed, nothing changes for the clock. */
function alike(one: Stretch, other: Stretch): boolean {
  return one.state === other.state && (one.state !== 'paused' || one.reason === other.reason)
}

function stateOf({ category, stopsClock }: SlaEvent): Stretch['state'] {
  if (category === 'solved' || category === 'closed') {
    return 'solved'
  }
  return stopsClock ? 'paused' : 'running'
}
