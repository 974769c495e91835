import { SlaPolicySchema } from '#database/schema'
import { refused } from '#core/errors'
import { record } from '#core/events'
import { sql } from '#core/sql'
import { saveChanged } from '#core/tenant_model'
import type { Calendar } from '#contracts/business_calendar'
import type { SlaPolicyEvent } from '#contracts/contract_events'

export interface PolicyTarget {
  priority: 'low' | 'normal' | 'high' | 'urgent'
  /** business minutes of the policy's calendar; null promises nothing */
  firstResponseMinutes: number | null
  resolutionMinutes: number | null
}

export interface PolicyFields {
  name?: string
  calendarId?: string
  warnPercent?: number
  isDefault?: true
  targets?: PolicyTarget[]
}

export interface Target {
  firstResponseMinutes: number | null
  resolutionMinutes: number | null
  warnPercent: number | null
}

/** What is promised for each priority, in the business time of a calendar. */
export class SlaPolicy extends SlaPolicySchema {
  static table = 'sla_policies'

  static async add({
    targets,
    isDefault,
    ...fields
  }: PolicyFields & { name: string; calendarId: string }): Promise<SlaPolicy> {
    const policy = new SlaPolicy()
    policy.merge({ warnPercent: 75, ...fields, isDefault: false, version: 1 })
    await policy.check()
    await policy.save()
    if (isDefault) await policy.becomeDefault()
    await policy.setTargets(targets ?? [])
    await policy.record('sla_policy.created')
    return policy
  }

  async change(this: SlaPolicy, { targets, isDefault, ...fields }: PolicyFields): Promise<void> {
    this.merge(fields)
    await this.check()
    const changed = await saveChanged(this)
    if (isDefault && !this.isDefault) changed.push(...(await this.becomeDefault()))
    if (targets) changed.push(...(await this.setTargets(targets)))
    if (changed.length) await this.record('sla_policy.updated', { changed })
  }

  /** @throws default_needed (422); in_use (409) while contracts or tickets go by it */
  async remove(): Promise<void> {
    if (this.isDefault) throw refused('default_needed')
    await this.delete()
    await this.record('sla_policy.removed')
  }

  /** @throws calendar_unknown (422) */
  private async check(): Promise<void> {
    const known = await sql('select 1 from calendars where id = ?', [this.calendarId])
    if (known.length === 0) throw refused('calendar_unknown', {}, 'calendarId')
  }

  private async becomeDefault(): Promise<string[]> {
    await sql('update sla_policies set is_default = false where is_default')
    this.isDefault = true
    return saveChanged(this)
  }

  private async setTargets(targets: PolicyTarget[]): Promise<string[]> {
    await sql('delete from sla_targets where policy_id = ?', [this.id])
    for (const { priority, firstResponseMinutes, resolutionMinutes } of targets) {
      await sql(
        'insert into sla_targets (policy_id, priority, first_response_minutes, resolution_minutes) values (?, ?, ?, ?)',
        [this.id, priority, firstResponseMinutes, resolutionMinutes]
      )
    }
    return ['targets']
  }

  private async record(type: SlaPolicyEvent, payload: Record<string, unknown> = {}): Promise<void> {
    await record({ type, subject: { type: 'sla_policy', id: this.id }, payload })
  }
}

/** The policy of a contract, or the tenant's default one; null where there is neither. */
export async function slaPolicyFor(contractId: string | null): Promise<string | null> {
  const [row] = await sql<{ id: string | null }>(
    `select coalesce((select sla_policy_id from contracts where id = ?::uuid), (select id from sla_policies where is_default)) as id`,
    [contractId]
  )
  return row.id
}

/** What a policy promises for a priority, in minutes of business time. */
export async function targetOf(policyId: string, priority: string): Promise<Target> {
  const [row] = await sql<{ first: number | null; resolution: number | null; warn: number }>(
    `select t.first_response_minutes as first, t.resolution_minutes as resolution, p.warn_percent as warn
     from sla_policies p left join sla_targets t on t.policy_id = p.id and t.priority = ? where p.id = ?`,
    [priority, policyId]
  )
  return {
    firstResponseMinutes: row?.first ?? null,
    resolutionMinutes: row?.resolution ?? null,
    warnPercent: row?.warn ?? null,
  }
}

/** About forty years of holidays: far beyond any ticket, and no calendar grows the work of a request for ever. */
const MOST_HOLIDAYS = 500

/** The business calendar behind a policy, with its hours and its latest holidays. */
export async function calendarOf(policyId: string): Promise<Calendar> {
  const [calendar] = await sql<{ id: string; time_zone: string; always_open: boolean }>(
    'select c.id, c.time_zone, c.always_open from calendars c join sla_policies p on p.calendar_id = c.id where p.id = ?',
    [policyId]
  )
  const hours = await sql<Calendar['hours'][number]>(
    'select weekday, opens, closes from calendar_hours where calendar_id = ? order by weekday, opens',
    [calendar.id]
  )
  const holidays = await sql<Calendar['holidays'][number]>(
    'select day, name, closes_at as "closesAt" from calendar_holidays where calendar_id = ? order by day desc limit ?',
    [calendar.id, MOST_HOLIDAYS]
  )
  return { timeZone: calendar.time_zone, alwaysOpen: calendar.always_open, hours, holidays }
}
