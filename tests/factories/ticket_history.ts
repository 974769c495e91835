import { DateTime } from 'luxon'
import type { Calendar } from '#contracts/business_calendar'
import { slaClock, type SlaClock } from '#tickets/sla_clock'
import type { SlaEvent, SlaTarget } from '#tickets/sla_history'

export const calendar: Calendar = {
  timeZone: 'Europe/Berlin',
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' })),
  holidays: [],
}
export const premium: SlaTarget = {
  firstResponseMinutes: 30,
  resolutionMinutes: 120,
  warnPercent: 75,
}

/** Monday 23 November 2026. */
export function monday(time: string): DateTime {
  return DateTime.fromISO(`2026-11-23T${time}`, { zone: 'Europe/Berlin' })
}

export function created(time: string): SlaEvent {
  return { at: monday(time), kind: 'created', category: 'new', stopsClock: false }
}

export function waits(time: string, reason: string): SlaEvent {
  return { at: monday(time), kind: 'status', category: 'pending', stopsClock: true, reason }
}

export function turns(time: string, category: 'open' | 'solved' | 'closed'): SlaEvent {
  return { at: monday(time), kind: 'status', category, stopsClock: false }
}

export function responded(time: string): SlaEvent {
  return { at: monday(time), kind: 'responded' }
}

export function promises(time: string, target: Partial<SlaTarget>): SlaEvent {
  return { at: monday(time), kind: 'target', target: { ...premium, ...target } }
}

export function at(now: string, events: SlaEvent[], target = premium): SlaClock {
  return slaClock({ calendar, target, events, now: monday(now) })
}

export function time(instant: DateTime | null): string | null {
  return instant?.setZone('Europe/Berlin').toFormat('HH:mm') ?? null
}
