import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { TimeEntrySchema } from '#database/schema'
import { refused } from '#core/errors'
import { record } from '#core/events'
import * as tenancy from '#core/tenancy'
import { expectVersion, saveChanged } from '#core/tenant_model'
import { dayOf } from '#tenants/tenant_day'
import { expectPlausibleDay } from '#time/plausible_day'

export type Outcome = 'billable' | 'contract' | 'goodwill' | 'warranty' | 'internal'

export interface TimeEntryInput {
  startedAt: DateTime
  endedAt: DateTime
  breakMinutes?: number
  billedMinutes?: number
  workTypeId?: string | null
  location?: 'on_site' | 'remote'
  travelMinutes?: number
  outcome: Outcome
  outcomeReason?: string | null
  customerText?: string
  internalText?: string | null
}

interface Subject {
  ticket?: { id: string; number: number; accountId: string | null; contractId: string | null }
  categoryId?: string
  messageId?: string
}

export class TimeEntry extends TimeEntrySchema {
  static table = 'time_entries'
  declare outcome: Outcome

  /** Entries that this person may know of: those of tickets in queues that are hidden from her are not among them. */
  static visible(hiddenQueueIds: string[]) {
    const hidden = db.from('tickets').whereIn('queue_id', hiddenQueueIds).select('id')
    return this.query().where((part) =>
      part.whereNull('ticket_id').orWhereNotIn('ticket_id', hidden)
    )
  }

  /** Books work on a ticket or an internal category. Worked and billed minutes are apart: goodwill shows what was given. */
  static async book(memberId: string, subject: Subject, input: TimeEntryInput): Promise<TimeEntry> {
    const { ticket, categoryId } = subject
    const entry = await TimeEntry.create({
      memberId,
      ticketId: ticket?.id ?? null,
      categoryId: categoryId ?? null,
      messageId: subject.messageId ?? null,
      accountId: ticket?.accountId ?? null,
      contractId: ticket?.contractId ?? null,
      workTypeId: input.workTypeId ?? (await defaultWorkType()),
      ...(await derived(input)),
      createdAt: tenancy.now(),
      version: 1,
    })
    await entry.recordFact('time_entry.booked')
    return entry
  }

  async correct(version: number, input: TimeEntryInput): Promise<void> {
    expectVersion(this, version)
    ;(this as TimeEntry).merge({
      ...(await derived(input)),
      ...(input.workTypeId !== undefined && { workTypeId: input.workTypeId }),
    })
    const changed = await saveChanged(this)
    if (changed.length) await this.recordFact('time_entry.corrected', { changed })
  }

  async approve(): Promise<void> {
    if (this.approvedAt) return
    this.approvedAt = tenancy.now()
    await saveChanged(this)
    await this.recordFact('time_entry.approved')
  }

  /** The database refuses it for what is billed. */
  async remove(): Promise<void> {
    await this.delete()
    await this.recordFact('time_entry.removed')
  }

  private recordFact(type: string, payload: Record<string, unknown> = {}): Promise<string> {
    return record({
      type,
      subject: { type: 'time_entry', id: this.id },
      accountId: this.accountId,
      payload: { ticketId: this.ticketId, ...payload },
    })
  }
}

/** The values that follow from start, end and break; the day is the one in the tenant's time zone. */
async function derived(input: TimeEntryInput) {
  const breakMinutes = input.breakMinutes ?? 0
  const worked = Math.round(input.endedAt.diff(input.startedAt, 'minutes').minutes) - breakMinutes
  if (worked < 0 || input.endedAt < input.startedAt) throw refused('time_negative', {}, 'endedAt')
  if (worked > 1440) throw refused('time_too_long', {}, 'endedAt')
  if (input.outcome === 'goodwill' && !input.outcomeReason)
    throw refused('goodwill_reason', {}, 'outcomeReason')
  const billable = input.outcome === 'billable' || input.outcome === 'contract'
  if (!billable && input.billedMinutes) throw refused('billed_not_billable', {}, 'billedMinutes')
  const workDate = await dayOf(input.startedAt)
  await expectPlausibleDay(workDate, 'startedAt')
  return {
    startedAt: input.startedAt,
    endedAt: input.endedAt,
    workDate,
    breakMinutes,
    workedMinutes: worked,
    billedMinutes: input.billedMinutes ?? (billable ? worked : 0),
    location: input.location ?? 'remote',
    travelMinutes: input.travelMinutes ?? 0,
    outcome: input.outcome,
    outcomeReason: input.outcomeReason ?? null,
    customerText: input.customerText ?? '',
    internalText: input.internalText ?? null,
  }
}

async function defaultWorkType(): Promise<string | null> {
  const type = await db.from('work_types').whereNull('archived_at').orderBy('position').first()
  return type?.id ?? null
}
