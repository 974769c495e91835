import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import * as timers from '#core/timers'
import type { Calendar } from '#contracts/business_calendar'
import { calendarOf } from '#contracts/sla_policy'
import { recordTicket } from '#tickets/ticket_events'
import { slaClock, type ClockReading, type SlaClock } from '#tickets/sla_clock'
import type { SlaEvent, SlaTarget } from '#tickets/sla_history'
import type { Ticket } from '#tickets/ticket'

interface ClockEvent {
  kind: 'created' | 'status' | 'target'
  category?: string
  stopsClock?: boolean
  reason?: string
  policyId?: string | null
  priority?: string
}

const NO_TARGET: SlaTarget = {
  firstResponseMinutes: null,
  resolutionMinutes: null,
  warnPercent: null,
}

export async function addClockEvent(
  ticket: { id: string },
  at: DateTime,
  event: ClockEvent
): Promise<void> {
  await db.table('ticket_clock_events').insert({
    ticket_id: ticket.id,
    at: at.toISO(),
    kind: event.kind,
    category: event.category ?? null,
    stops_clock: event.stopsClock ?? null,
    reason: event.reason ?? null,
    policy_id: event.policyId ?? null,
    priority: event.priority ?? null,
  })
}

interface ClockRow {
  at: Date
  kind: SlaEvent['kind']
  category: SlaEvent['category'] | null
  stops_clock: boolean | null
  reason: string | null
  first: number | null
  resolution: number | null
  warn: number | null
}

/** The ticket's clock from its recorded history and its first answer; null without a policy. Reads only. */
export async function readSla(
  ticket: Pick<Ticket, 'id' | 'slaPolicyId'>,
  now: DateTime
): Promise<SlaClock | null> {
  if (!ticket.slaPolicyId) return null
  const rows = await sql<ClockRow>(
    `select e.at, e.kind, e.category, e.stops_clock, e.reason,
            t.first_response_minutes as first, t.resolution_minutes as resolution, p.warn_percent as warn, e.id as place
     from ticket_clock_events e
     left join sla_policies p on p.id = e.policy_id
     left join sla_targets t on t.policy_id = e.policy_id and t.priority = e.priority
     where e.ticket_id = ?
     union all
     select min(created_at), 'responded', null, null, null, null, null, null, 0
     from ticket_messages
     where ticket_id = ? and direction = 'out' and audience = 'customer' and author_member_id is not null and undone_at is null
     having min(created_at) is not null
     order by at, place`,
    [ticket.id, ticket.id]
  )
  if (rows.length === 0) return null
  const events = rows.map(eventOf)
  // Whoever answers in the second of opening: the ticket still comes first.
  events.sort(
    (one, other) =>
      +one.at - +other.at || Number(other.kind === 'created') - Number(one.kind === 'created')
  )
  const last = events[events.length - 1].at
  return slaClock({
    calendar: await calendarOfUnit(ticket.slaPolicyId),
    target: events[0].target ?? NO_TARGET,
    events,
    now: now < last ? last : now,
  })
}

function eventOf(row: ClockRow): SlaEvent {
  return {
    at: DateTime.fromJSDate(row.at),
    kind: row.kind,
    category: row.category ?? undefined,
    stopsClock: row.stops_clock ?? undefined,
    reason: row.reason,
    ...((row.kind === 'created' || row.kind === 'target') && {
      target: {
        firstResponseMinutes: row.first,
        resolutionMinutes: row.resolution,
        warnPercent: row.warn,
      },
    }),
  }
}

/** A calendar with its holidays is read once in a unit of work, however many tickets it touches. */
const calendars = new WeakMap<tenancy.TenancyContext, Map<string, Promise<Calendar>>>()

function calendarOfUnit(policyId: string): Promise<Calendar> {
  const unit = tenancy.context()
  const known = calendars.get(unit) ?? new Map<string, Promise<Calendar>>()
  calendars.set(unit, known)
  if (!known.has(policyId)) known.set(policyId, calendarOf(policyId))
  return known.get(policyId)!
}

/**
 * Computes due times and state anew and writes them beside the ticket, so that lists can sort by them. Breach and
 * warning are recorded when they first appear; the row is locked, so each is recorded once.
 */
export async function recomputeSla(ticket: Ticket, now: DateTime): Promise<void> {
  const clock = await readSla(ticket, now)
  const before = await db.from('tickets').where('id', ticket.id).forUpdate().firstOrFail()
  const state = clock ? overallState(clock, now) : 'none'
  const values = {
    response_due_at: iso(clock?.firstResponse.dueAt),
    responded_at: iso(clock?.firstResponse.metAt),
    resolution_due_at: iso(clock?.resolution.dueAt),
    next_due_at: iso(clock?.nextDueAt),
    sla_state: state,
    response_breached_at: iso(clock?.firstResponse.breachedAt),
    resolution_breached_at: iso(clock?.resolution.breachedAt),
  }
  await changed(
    `update tickets set response_due_at = ?, responded_at = ?, resolution_due_at = ?, next_due_at = ?, sla_state = ?,
            response_breached_at = ?, resolution_breached_at = ?
     where id = ? and (response_due_at, responded_at, resolution_due_at, next_due_at, sla_state, response_breached_at, resolution_breached_at)
       is distinct from (?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::text, ?::timestamptz, ?::timestamptz)`,
    [...Object.values(values), ticket.id, ...Object.values(values)]
  )
  await ticket.refresh()
  for (const [name, reading] of [
    ['response', clock?.firstResponse],
    ['resolution', clock?.resolution],
  ] as const) {
    if (!reading?.breachedAt || before[`${name}_breached_at`]) continue
    // The moment of the promise and not of the look at it: the worker may have been dead then.
    await recordTicket('ticket.sla_breached', ticket, { clock: name }, reading.breachedAt)
  }
  if (state === 'warning' && before.sla_state !== 'warning')
    await recordTicket('ticket.sla_warned', ticket)
  await setSlaTimer(ticket, clock)
}

function overallState(clock: SlaClock, now: DateTime): string {
  const owed = [clock.firstResponse, clock.resolution].filter(
    (reading) => reading.state !== 'met' && reading.state !== 'none'
  )
  if (owed.some((reading) => reading.state === 'breached')) return 'breached'
  if (
    owed.some((reading) => reading.state === 'running' && reading.warnAt && reading.warnAt <= now)
  )
    return 'warning'
  if (owed.some((reading) => reading.state === 'running')) return 'running'
  if (owed.some((reading) => reading.state === 'paused')) return 'paused'
  return clock.resolution.state === 'met' || clock.firstResponse.state === 'met' ? 'met' : 'none'
}

/** One timer a ticket: the next moment at which its state changes by itself. */
async function setSlaTimer(ticket: Ticket, clock: SlaClock | null): Promise<void> {
  const key = `ticket:${ticket.id}:sla`
  const moments = clock ? [clock.firstResponse, clock.resolution].flatMap(upcoming) : []
  const next = moments.filter(timers.isAhead).sort((one, other) => +one - +other)[0]
  if (!next) return timers.clear(key)
  await timers.set(key, next, {
    type: 'ticket.sla_due',
    subject: { type: 'ticket', id: ticket.id },
    accountId: ticket.accountId,
    payload: { number: ticket.number },
  })
}

const upcoming = (reading: ClockReading): DateTime[] =>
  reading.state === 'running'
    ? [reading.warnAt, reading.dueAt].filter((moment) => moment !== null)
    : []

const iso = (moment: DateTime | null | undefined) => moment?.toISO() ?? null
