import { ContractSchema } from '#database/schema'
import { refused } from '#core/errors'
import { nextNumber } from '#core/numbers'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { saveChanged, touch } from '#core/tenant_model'
import { Company } from '#tenants/company'
import { replaceLines, type LineInput } from '#contracts/contract_line'
import { recordContract } from '#contracts/contract_events'

export interface ContractFields {
  name: string
  startsOn: string
  endsOn?: string | null
  slaPolicyId?: string | null
  poReference?: string | null
  poRequired?: boolean
  costCentre?: string | null
  note?: string | null
  roundingScope?: 'entry' | 'ticket' | 'day'
  /** minutes */
  roundingStep?: number
  roundingMinimum?: number
}

/** What was agreed with an account: lines, rates and the SLA of its tickets. */
export class Contract extends ContractSchema {
  static table = 'contracts'
  declare roundingScope: 'entry' | 'ticket' | 'day'

  static async add(accountId: string, fields: ContractFields): Promise<Contract> {
    const company = await Company.own().firstOrFail()
    const contract = new Contract()
    contract.merge({
      poRequired: false,
      roundingScope: 'entry',
      roundingStep: 15,
      roundingMinimum: 0,
      ...fields,
      accountId,
      companyId: company.id,
      createdAt: tenancy.now(),
      version: 1,
    })
    await contract.check()
    contract.number = await nextNumber('contract')
    await contract.save()
    await recordContract('contract.created', contract)
    return contract
  }

  async change(this: Contract, fields: Partial<ContractFields>): Promise<void> {
    this.merge(fields)
    await this.check()
    const names = await saveChanged(this)
    if (names.length) await recordContract('contract.updated', this, { changed: names })
  }

  /** The last day of the contract, or null when it goes on. */
  async end(endsOn: string | null): Promise<void> {
    this.endsOn = endsOn
    await this.check()
    const names = await saveChanged(this)
    if (names.length) await recordContract(endsOn ? 'contract.ended' : 'contract.continued', this)
  }

  /** Replaces the list of lines; a line that comes with its id stays the same line. */
  async setLines(lines: LineInput[]): Promise<void> {
    await replaceLines(this.id, lines)
    // The list belongs to the contract: whoever edits an older one is told so.
    await touch(this)
    await recordContract('contract.lines_changed', this)
  }

  /** @throws contract_ends_before_start, sla_policy_unknown (422) */
  private async check(): Promise<void> {
    if (this.endsOn && this.endsOn < this.startsOn)
      throw refused('contract_ends_before_start', {}, 'endsOn')
    if (!this.slaPolicyId || !this.$dirty.slaPolicyId) return
    const known = await sql('select 1 from sla_policies where id = ?', [this.slaPolicyId])
    if (known.length === 0) throw refused('sla_policy_unknown', {}, 'slaPolicyId')
  }
}
