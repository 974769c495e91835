import { SlaPolicySchema } from '#database/schema'
import { refused } from '#core/errors'
import { record } from '#core/events'
import { sql } from '#core/sql'
import { saveChanged, touch } from '#core/tenant_model'
import type { SlaPolicyEvent } from '#contracts/contract_events'
import { keepTerms } from '#contracts/sla_terms'

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
    const others = targets && (await this.differFrom(targets)) ? targets : null
    if (others || this.$dirty.calendarId || this.$dirty.warnPercent)
      await keepTerms({ policyId: this.id })
    const changed = await saveChanged(this)
    if (isDefault && !this.isDefault) changed.push(...(await this.becomeDefault()))
    if (others) changed.push(...(await this.setTargets(others)))
    if (others && changed.length === 1) await touch(this)
    if (changed.length) await this.record('sla_policy.updated', { changed })
  }

  /** @throws default_needed (422); in_use (409) while contracts or tickets go by it */
  async remove(): Promise<void> {
    if (this.isDefault) throw refused('default_needed')
    await keepTerms({ policyId: this.id })
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

  private async differFrom(targets: PolicyTarget[]): Promise<boolean> {
    const known = await sql<PolicyTarget>(
      `select priority, first_response_minutes as "firstResponseMinutes", resolution_minutes as "resolutionMinutes"
       from sla_targets where policy_id = ?`,
      [this.id]
    )
    const text = (list: PolicyTarget[]) =>
      list
        .map((each) => [each.priority, each.firstResponseMinutes, each.resolutionMinutes].join())
        .toSorted()
        .join(';')
    return text(known) !== text(targets)
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
