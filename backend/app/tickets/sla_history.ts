import { DateTime } from 'luxon'

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
}

/** Part of a ticket's life: [from, to), to null while it lasts. */
export interface Stretch {
  state: 'running' | 'paused' | 'solved'
  from: DateTime
  to: DateTime | null
  reason: string
}

export type ClockName = 'firstResponse' | 'resolution'

/** What is promised and when it was kept. changedAt: when these minutes replaced others, null since creation. */
export interface Promised {
  clock: ClockName
  minutes: number | null
  warnPercent: number | null
  changedAt: DateTime | null
  metAt: DateTime | null
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
}

/**
 * What the events of a ticket did to its clocks, without any calendar. The given order counts: an event whose time lies
 * before its predecessor's (clocks of two machines differ) is taken to have happened together with it.
 */
export function slaHistory(target: SlaTarget, events: SlaEvent[]): SlaHistory {
  if (events[0]?.kind !== 'created') {
    throw new RangeError('The history of a ticket begins with its creation')
  }
  const firstResponse = promisedBy(target, 'firstResponse')
  const resolution = promisedBy(target, 'resolution')
  const history: SlaHistory = { firstResponse, resolution, stretches: [], changes: [] }
  let latest = target
  let at = events[0].at.startOf('second')
  for (const event of events) {
    at = DateTime.max(at, event.at.startOf('second'))
    if (event.kind === 'responded') {
      firstResponse.metAt ??= at
    } else if (event.kind === 'target') {
      latest = event.target ?? latest
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

function promisedBy(target: SlaTarget, clock: ClockName): Promised {
  const { warnPercent } = target
  return { clock, minutes: target[`${clock}Minutes`], warnPercent, changedAt: null, metAt: null }
}

/** A promise already kept is not judged by a later one, unless there was none. */
function follow(
  { changes }: SlaHistory,
  promised: Promised,
  target: SlaTarget,
  at: DateTime
): void {
  if (promised.metAt && promised.minutes !== null) {
    return
  }
  const { clock, minutes: fromMinutes } = promised
  const toMinutes = target[`${clock}Minutes`]
  if (fromMinutes !== toMinutes) {
    changes.push({ clock, at, fromMinutes, toMinutes })
    promised.changedAt = at
  }
  promised.minutes = toMinutes
  promised.warnPercent = target.warnPercent
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
