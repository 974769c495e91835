import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import * as timers from '#core/timers'
import { termsOf, type SlaTerms } from '#contracts/sla_terms'
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
  policy_id: string | null
  priority: string | null
}

/** The ticket's clock from its recorded history and its first answer; null without a policy. Reads only. */
export async function readSla(
  ticket: Pick<Ticket, 'id' | 'slaPolicyId'>,
  now: DateTime
): Promise<SlaClock | null> {
  if (!ticket.slaPolicyId) return null
  const rows = await sql<ClockRow>(
    `select at, kind, category, stops_clock, reason, policy_id, priority, id as place
     from ticket_clock_events
     where ticket_id = ?
     union all
     select min(created_at), 'responded', null, null, null, null, null, 0
     from ticket_messages
     where ticket_id = ? and direction = 'out' and audience = 'customer' and author_member_id is not null and undone_at is null
     having min(created_at) is not null
     order by at, place`,
    [ticket.id, ticket.id]
  )
  if (rows.length === 0) return null
  const events = await eventsOf(rows)
  // Whoever answers in the second of opening: the ticket still comes first.
  events.sort(
    (one, other) =>
      +one.at - +other.at || Number(other.kind === 'created') - Number(one.kind === 'created')
  )
  const last = events[events.length - 1].at
  const calendar = events.find((event) => event.calendar)?.calendar
  return slaClock({
    calendar: calendar ?? (await termsOfUnit(ticket.slaPolicyId)).at(-1)!.calendar,
    target: events[0].target ?? NO_TARGET,
    events,
    now: now < last ? last : now,
  })
}

/** What happened to the ticket, and beside it what became of the promises of its policy meanwhile. */
async function eventsOf(rows: ClockRow[]): Promise<SlaEvent[]> {
  const promising = rows.filter(({ kind }) => kind === 'created' || kind === 'target')
  const events: SlaEvent[] = []
  for (const row of rows) {
    const event: SlaEvent = {
      at: DateTime.fromJSDate(row.at),
      kind: row.kind,
      category: row.category ?? undefined,
      stopsClock: row.stops_clock ?? undefined,
      reason: row.reason,
    }
    const place = promising.indexOf(row)
    if (place < 0) events.push(event)
    else {
      const [first, ...later] = await promises(row, promising[place + 1]?.at)
      events.push({ ...first, ...event }, ...later)
    }
  }
  return events
}

/** What a policy promised for a priority from a moment on, until the ticket got another promise. */
async function promises({ at, policy_id, priority }: ClockRow, until?: Date): Promise<SlaEvent[]> {
  const from = DateTime.fromJSDate(at)
  const all = policy_id ? await termsOfUnit(policy_id) : []
  const held = all
    .map((terms, index) => ({ ...terms, since: DateTime.max(from, all[index - 1]?.until ?? from) }))
    .filter((terms) => !terms.until || terms.until > from)
    .filter((terms) => !until || terms.since < DateTime.fromJSDate(until))
  if (held.length === 0) return [{ at: from, kind: 'target', target: NO_TARGET }]
  return held.map(({ since, calendar, targets, warnPercent }) => {
    const target = targets.find((each) => each.priority === priority) ?? NO_TARGET
    const { firstResponseMinutes, resolutionMinutes } = target
    return {
      at: since,
      kind: 'target',
      target: { firstResponseMinutes, resolutionMinutes, warnPercent },
      calendar,
    }
  })
}

/** A policy with its calendar and holidays is read once in a unit of work, however many tickets it touches. */
const known = new WeakMap<tenancy.TenancyContext, Map<string, Promise<SlaTerms[]>>>()

function termsOfUnit(policyId: string): Promise<SlaTerms[]> {
  const unit = tenancy.context()
  const policies = known.get(unit) ?? new Map<string, Promise<SlaTerms[]>>()
  known.set(unit, policies)
  if (!policies.has(policyId)) policies.set(policyId, termsOf(policyId))
  return policies.get(policyId)!
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
