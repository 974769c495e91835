import { date, dayTime, duration } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { session } from '../session.svelte.ts'
import type { Tone } from '../ui/Pill.svelte'
import { dayOf } from '../zone_time.ts'
import type { Category, Priority, TicketRow } from './ticket_types.ts'

const MINUTE = 60_000
const DAY = 86_400_000

export const priorities: Priority[] = ['urgent', 'high', 'normal', 'low']

const priorityNames: Record<Priority, () => string> = {
  low: m.tickets_priority_low,
  normal: m.tickets_priority_normal,
  high: m.tickets_priority_high,
  urgent: m.tickets_priority_urgent,
}

export const priorityName = (priority: Priority): string => priorityNames[priority]()

const categoryNames: Record<Category, () => string> = {
  new: m.tickets_category_new,
  open: m.tickets_category_open,
  pending: m.tickets_category_pending,
  solved: m.tickets_category_solved,
  closed: m.tickets_category_closed,
}

export const categoryName = (category: Category): string => categoryNames[category]()

/** `1:42` under a day, `3 T` from then on. */
export function age(since: string, now: number): string {
  const passed = Math.max(0, now - Date.parse(since))
  if (passed < DAY) return duration(Math.floor(passed / MINUTE))
  return m.tickets_days({ days: Math.floor(passed / DAY) })
}

/** `18:30` today, `Do 9:00` within the week, otherwise the date. */
export function moment(iso: string, now: number): string {
  const zone = session.tenant.timeZone
  const today = dayOf(now, zone)
  const day = dayOf(iso, zone)
  const days = Math.abs(Date.parse(day) - Date.parse(today)) / DAY
  return days < 7 ? dayTime(iso, day === today) : date(iso)
}

export type Clock = 'late' | 'soon' | 'running' | 'paused' | 'met' | 'none'

export interface SlaReading {
  clock: Clock
  tone: Tone
  text: string
}

const tones: Record<Clock, Tone> = {
  late: 'bad',
  soon: 'warn',
  running: 'neutral',
  paused: 'neutral',
  met: 'good',
  none: 'neutral',
}

/** What the SLA pill of a ticket says now. The clock goes on between two answers of the server. */
export function readSla(
  sla: TicketRow['sla'],
  waitUntil: string | null,
  category: Category,
  now: number
): SlaReading {
  const clock = clockOf(sla, now)
  if (clock === 'late' && (category === 'solved' || category === 'closed')) {
    return { clock, tone: 'neutral', text: m.sla_missed() }
  }
  return {
    clock,
    tone: tones[clock],
    text: slaText(clock, sla.dueAt, category === 'pending' ? waitUntil : null, now),
  }
}

/** A late first response stays breached while the resolution may still be in time: then the next date counts. */
function clockOf({ state, dueAt }: TicketRow['sla'], now: number): Clock {
  if (state === 'paused' || state === 'met' || state === 'none') return state
  if (!dueAt) return state === 'breached' ? 'late' : 'running'
  if (Date.parse(dueAt) <= now) return 'late'
  return state === 'warning' ? 'soon' : 'running'
}

function slaText(
  clock: Clock,
  dueAt: string | null,
  waitUntil: string | null,
  now: number
): string {
  if (clock === 'met') return m.sla_met()
  if (waitUntil && (clock === 'paused' || clock === 'none'))
    return m.sla_until({ moment: moment(waitUntil, now) })
  if (clock === 'paused') return m.sla_paused()
  if (!dueAt) return clock === 'late' ? m.sla_late() : m.sla_none()
  const left = Date.parse(dueAt) - now
  if (left <= -DAY) return m.sla_late_days({ days: Math.floor(-left / DAY) })
  const today = dayOf(now, session.tenant.timeZone) === dayOf(dueAt, session.tenant.timeZone)
  if (left < 0 || today) return duration(Math.trunc(left / MINUTE))
  return moment(dueAt, now)
}
