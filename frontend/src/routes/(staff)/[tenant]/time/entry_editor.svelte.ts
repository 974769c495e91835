import { invalidate } from '$app/navigation'
import { ApiError } from '#lib/api_error.ts'
import { api } from '#lib/api.ts'
import type { AnswerOf } from '#lib/api_types.ts'
import { duration } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'
import type { Outcome } from '#lib/time/outcomes.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import { instantAt, minutesOf } from '#lib/zone_time.ts'

export type TimeEntry = AnswerOf<'GET', '/api/:tenant/time-entries'>['data'][number]

/** A time entry as one types it: a day, when it began, how long it was. */
export interface EntryValues {
  ticket: { id: string; title: string } | null
  categoryId: string
  day: string | null
  start: string
  minutes: number | null
  breakMinutes: number | null
  billedMinutes: number | null
  outcome: Outcome
  outcomeReason: string
  workTypeId: string
  location: 'remote' | 'on_site'
  travelMinutes: number | null
  customerText: string
  internalText: string
}

/** What is being booked or corrected, and what is taken away. */
export class EntryEditor {
  open = $state(false)
  /** Undefined for a new one. */
  entry = $state.raw<TimeEntry>()
  values = $state.raw<EntryValues>()

  constructor(readonly tenant: () => string) {}

  book(day: string): void {
    this.entry = undefined
    this.values = blank(day)
    this.open = true
  }

  correct(entry: TimeEntry): void {
    this.entry = entry
    this.values = valuesOf(entry)
    this.open = true
  }

  async save(values: EntryValues): Promise<void> {
    const body = bodyOf(values)
    const tenant = this.tenant()
    if (this.entry) {
      const { id, version } = this.entry
      await api.put('/api/:tenant/time-entries/:id', {
        params: { tenant, id },
        body: { ...body, version },
      })
    } else {
      const subject = values.ticket
        ? { ticketNumber: Number(values.ticket.id) }
        : { categoryId: values.categoryId || undefined }
      await api.post('/api/:tenant/time-entries', {
        params: { tenant },
        body: { ...body, ...subject },
      })
    }
    await invalidate('app:time', true)
  }

  /** Gone at once, and back for as long as the toast stands. */
  async remove(entry: TimeEntry): Promise<void> {
    const tenant = this.tenant()
    await refusable(async () => {
      await api.delete('/api/:tenant/time-entries/:id', { params: { tenant, id: entry.id } })
      await invalidate('app:time', true)
      toast(m.time_removed({ duration: duration(entry.workedMinutes) }), {
        undo: () => this.#bookAgain(entry),
      })
    })
  }

  async approve(entries: TimeEntry[]): Promise<void> {
    const tenant = this.tenant()
    await refusable(async () => {
      for (const { id } of entries)
        await api.put('/api/:tenant/time-entries/:id/approval', { params: { tenant, id } })
      toast(m.time_approved({ count: entries.length }))
    })
    await invalidate('app:time', true)
  }

  async #bookAgain(entry: TimeEntry): Promise<void> {
    const subject = entry.ticket
      ? { ticketNumber: entry.ticket.number }
      : { categoryId: entry.categoryId ?? undefined }
    const { startedAt, endedAt } = entry
    const body = { ...bodyOf(valuesOf(entry)), startedAt, endedAt, ...subject }
    await refusable(() =>
      api.post('/api/:tenant/time-entries', { params: { tenant: this.tenant() }, body })
    )
    await invalidate('app:time', true)
  }
}

async function refusable(act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    toast(error.message, { tone: 'bad' })
  }
}

function blank(day: string): EntryValues {
  return {
    ticket: null,
    categoryId: '',
    day,
    start: '',
    minutes: null,
    breakMinutes: null,
    billedMinutes: null,
    outcome: 'billable',
    outcomeReason: '',
    workTypeId: '',
    location: 'remote',
    travelMinutes: null,
    customerText: '',
    internalText: '',
  }
}

function valuesOf(entry: TimeEntry): EntryValues {
  const start = minutesOf(entry.startedAt, session.tenant.timeZone)
  const usual = isBilled(entry.outcome) ? entry.workedMinutes : 0
  return {
    ticket: entry.ticket
      ? {
          id: String(entry.ticket.number),
          title: `#${entry.ticket.number} ${entry.ticket.subject}`,
        }
      : null,
    categoryId: entry.categoryId ?? '',
    day: entry.day,
    start: `${Math.floor(start / 60)}:${String(start % 60).padStart(2, '0')}`,
    minutes: entry.workedMinutes,
    breakMinutes: entry.breakMinutes || null,
    billedMinutes: entry.billedMinutes === usual ? null : entry.billedMinutes,
    outcome: entry.outcome,
    outcomeReason: entry.outcomeReason ?? '',
    workTypeId: entry.workTypeId ?? '',
    location: entry.location,
    travelMinutes: entry.travelMinutes || null,
    customerText: entry.customerText,
    internalText: entry.internalText ?? '',
  }
}

const isBilled = (outcome: Outcome) => outcome === 'billable' || outcome === 'contract'

function bodyOf(values: EntryValues) {
  const { start, minutes, breakMinutes, day } = values
  const zone = session.tenant.timeZone
  const lasted = (minutes ?? 0) + (breakMinutes ?? 0)
  const from = startMinutes(start)
  // Without a beginning it ends now, or on a day that has passed at the end of the morning's first hours of work.
  const startedAt =
    from === undefined ? undatedStart(day ?? '', lasted, zone) : instantAt(day ?? '', from, zone)
  return {
    startedAt,
    endedAt: new Date(Date.parse(startedAt) + lasted * 60_000).toISOString(),
    breakMinutes: breakMinutes ?? 0,
    // The field is not there for what is not billed; what was typed into it before does not count.
    billedMinutes: isBilled(values.outcome) ? (values.billedMinutes ?? undefined) : undefined,
    outcome: values.outcome,
    outcomeReason: values.outcomeReason.trim() || null,
    workTypeId: values.workTypeId || undefined,
    location: values.location,
    travelMinutes: values.travelMinutes ?? 0,
    customerText: values.customerText,
    internalText: values.internalText.trim() || null,
  }
}

const MORNING = 8 * 60

function undatedStart(day: string, lasted: number, zone: string): string {
  const morning = instantAt(day, MORNING, zone)
  const ended = Date.parse(morning) + lasted * 60_000
  return ended <= Date.now() ? morning : new Date(Date.now() - lasted * 60_000).toISOString()
}

/** Minutes after midnight from `9`, `9:30` or `0930`. */
export function startMinutes(text: string): number | undefined {
  const found = /^(\d{1,2})(?::?(\d{2}))?$/.exec(text.trim())
  const minutes = found ? Number(found[1]) * 60 + Number(found[2] ?? 0) : undefined
  return minutes !== undefined && minutes < 1440 && Number(found?.[2] ?? 0) < 60
    ? minutes
    : undefined
}
