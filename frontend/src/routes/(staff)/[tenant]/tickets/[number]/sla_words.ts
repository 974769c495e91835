import { dateTime, dayTime, duration, time } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'
import type { Ticket } from '#lib/tickets/ticket_types.ts'
import { dayOf } from '#lib/zone_time.ts'

type Sla = NonNullable<Ticket['sla']>
export type ClockName = 'firstResponse' | 'resolution'

interface Step {
  code: string
  params: Record<string, string | number | null>
}

export interface SlaSection {
  clock: ClockName
  /** Shares of the whole, in seconds: what ran, what stood still, what is left. */
  ran: number
  stood: number
  left: number
  /** "2:00 h Arbeitszeit ab 8:12. Gelaufen 1:42, angehalten 0:22 (9:00–9:22, Wartet auf Hersteller)." */
  sentences: string[]
}

/** The clock that is owed next, told in sentences; undefined when nothing is promised. */
export function slaSection(sla: Sla, now: number): SlaSection | undefined {
  const clock: ClockName =
    !sla.firstResponse.metAt && sla.firstResponse.state !== 'none' ? 'firstResponse' : 'resolution'
  const steps = sla.explanation as Step[]
  const target = stepOf(steps, 'target', clock)
  if (!target) return undefined
  const minutes = Number(target.params.minutes)
  const state = steps.find(
    ({ code, params }) => code !== 'target' && code !== 'none' && params.clock === clock
  )
  const ran = Number(state?.params.seconds ?? 0)
  // The first response never pauses.
  const stood = clock === 'resolution' ? sla.pausedSeconds : 0
  const pauses = clock === 'resolution' ? steps.filter(({ code }) => code === 'pause') : []
  return {
    clock,
    ran,
    stood,
    left: Math.max(0, minutes * 60 - ran),
    sentences: [
      m.sla_promise({ duration: duration(minutes), from: at(String(target.params.from), now) }),
      stood > 0 || pauses.length > 0
        ? m.sla_ran_and_stood({
            ran: hours(ran),
            stood: hours(stood),
            pauses: pauses.map((pause) => pauseText(pause, now)).join('; '),
          })
        : m.sla_ran({ ran: hours(ran) }),
      ...steps
        .filter(({ code, params }) => code === 'target_changed' && params.clock === clock)
        .map((step) => changeText(step, now)),
      ...steps
        .filter(({ code }) => code === 'calendar_changed')
        .map(({ params }) => m.sla_calendar_changed({ at: at(String(params.at), now) })),
    ],
  }
}

/** "Reaktion nach 0:09, Ziel 0:30 eingehalten" */
export function responseSentence(sla: Sla): string | undefined {
  const steps = sla.explanation as Step[]
  const target = stepOf(steps, 'target', 'firstResponse')
  if (!target || !sla.firstResponse.metAt) return undefined
  const state = steps.find(
    ({ code, params }) => code !== 'target' && params.clock === 'firstResponse'
  )
  const words = {
    after: hours(Number(state?.params.seconds ?? 0)),
    target: duration(Number(target.params.minutes)),
  }
  return sla.firstResponse.breachedAt ? m.sla_response_late(words) : m.sla_response_met(words)
}

const stepOf = (steps: Step[], code: string, clock: ClockName) =>
  steps.find((step) => step.code === code && step.params.clock === clock)

const hours = (seconds: number): string => duration(Math.floor(seconds / 60))

function pauseText({ params }: Step, now: number): string {
  const from = at(String(params.from), now)
  if (!params.to) return m.sla_pause_open({ from, reason: String(params.reason) })
  const zone = session.tenant.timeZone
  const sameDay = dayOf(String(params.from), zone) === dayOf(String(params.to), zone)
  const to = sameDay ? time(String(params.to)) : at(String(params.to), now)
  return m.sla_pause({ from, to, reason: String(params.reason) })
}

function changeText({ params }: Step, now: number): string {
  return m.sla_target_changed({
    at: at(String(params.at), now),
    from: params.fromMinutes === null ? '–' : duration(Number(params.fromMinutes)),
    to: params.toMinutes === null ? '–' : duration(Number(params.toMinutes)),
  })
}

function at(iso: string, now: number): string {
  const zone = session.tenant.timeZone
  const week = Math.abs(Date.parse(iso) - now) < 6 * 86_400_000
  return week ? dayTime(iso, dayOf(iso, zone) === dayOf(now, zone)) : dateTime(iso)
}
