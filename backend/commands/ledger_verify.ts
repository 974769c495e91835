import { flags } from '@adonisjs/core/ace'
import { OperatorCommand } from '#core/command'
import { compareKeptHeads, verifyAudit } from '#core/audit_seal'
import * as tenancy from '#core/tenancy'

export default class LedgerVerify extends OperatorCommand {
  static commandName = 'ledger:verify'
  static description =
    'Prove that the audit log is whole: chain, digests, and the heads kept outside the database'

  @flags.string({ description: 'Short name of the tenant' })
  declare tenant: string

  async perform() {
    const { auditHeads } = await import('#start/rounds')
    const tenantId = await this.tenantId(this.tenant)
    const actor = { kind: 'system', id: 'operator', name: 'operator' } as const
    const { report, different } = await tenancy.run({ tenantId, actor }, async () => ({
      report: await verifyAudit(),
      different: await compareKeptHeads(auditHeads()),
    }))
    const failed = (report.brokenAt ? 1 : 0) + different.length
    if (!this.json) {
      if (report.brokenAt) this.logger.error(`The chain breaks at seal ${report.brokenAt}.`)
      for (const sealNo of different)
        this.logger.error(`Seal ${sealNo} is not what was kept outside the database.`)
      if (failed === 0) this.logger.success(`${report.entries} sealed entries are whole.`)
    }
    return { ...report, different, failed }
  }
}
