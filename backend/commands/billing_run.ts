import { flags } from '@adonisjs/core/ace'
import i18nManager from '@adonisjs/i18n/services/main'
import { OperatorCommand } from '#core/command'
import { wordedParams } from '#core/problems'
import { WrongUse } from '#core/wrong_use'
import * as tenancy from '#core/tenancy'
import { draftRun, previewRun } from '#billing/billing_run'
import { deliverRun, issueRun, type Refusal } from '#billing/issue_run'
import { billableFrom, isMonthOver } from '#charges/month_end'
import { problemText } from '#charges/note_text'
import { runTotals } from '#billing/run_transformer'
import { tenantTime } from '#charges/tenant_time'

export default class BillingRun extends OperatorCommand {
  static commandName = 'billing:run'
  static description = 'Bill a month: preview, draft, issue and send its documents'

  @flags.string({ description: 'Short name of the tenant' })
  declare tenant: string

  @flags.string({ description: 'Month to bill, e.g. 2026-10' })
  declare month: string

  @flags.boolean({ description: 'Compute and report, write nothing' })
  declare dryRun: boolean

  @flags.boolean({ description: 'Issue every draft that is not held' })
  declare issue: boolean

  @flags.boolean({ description: 'Send what is issued and was not sent yet' })
  declare send: boolean

  async perform() {
    if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(this.month ?? ''))
      throw new WrongUse('Which month? Use --month 2026-10.')
    if (this.dryRun && (this.issue || this.send))
      throw new WrongUse('--dry-run writes nothing: leave out --issue and --send.')
    const tenantId = await this.tenantId(this.tenant)
    const inTenant = <T>(work: () => Promise<T>) =>
      tenancy.run({ tenantId, actor: { kind: 'system', id: 'operator', name: 'operator' } }, work)

    const isOver = await inTenant(() => isMonthOver(this.month))
    const notOver = `${this.month} is not over yet: it can be billed from ${billableFrom(this.month)}.`
    if (!isOver && !this.dryRun) throw new WrongUse(`${notOver} See what is coming with --dry-run.`)

    const preview = await inTenant(() => this.report())
    if (!isOver) preview.warnings.unshift(notOver)
    const { drafted } = this.dryRun ? { drafted: 0 } : await inTenant(() => draftRun(this.month))
    const issued = this.issue
      ? await inTenant(() => issueRun(this.month, null))
      : { done: [], refused: [] }
    const sent = this.send
      ? await inTenant(() => deliverRun(this.month, null))
      : { done: [], refused: [] }
    const failures = [...issued.refused, ...sent.refused].map((each) => this.sentenceOf(each))
    if (!this.json) this.print(preview, drafted, issued.done, sent.done.length, failures)
    return {
      month: this.month,
      ...preview,
      drafted,
      issued: issued.done,
      sent: sent.done.length,
      failures,
      failed: failures.length,
    }
  }

  private async report() {
    const rows = await previewRun(this.month)
    const reader = {
      i18n: i18nManager.locale('en'),
      zone: (await tenantTime()).zoneName,
      hiddenTickets: new Set<number>(),
    }
    const { net, vat, gross, held } = runTotals(rows)
    return {
      documents: rows.filter(({ draft }) => draft).length,
      net,
      vat,
      gross,
      held,
      warnings: rows.flatMap(({ account, problems }) =>
        problems.map((problem) => `${account.name}: ${problemText(problem, reader)}`)
      ),
    }
  }

  private print(
    { documents, net, gross, warnings }: Awaited<ReturnType<BillingRun['report']>>,
    drafted: number,
    issued: string[],
    sent: number,
    failures: string[]
  ) {
    for (const warning of warnings) this.logger.warning(warning)
    for (const failure of failures) this.logger.error(failure)
    this.logger.info(
      `${this.month}: ${documents} documents, net ${(net / 100).toFixed(2)}, gross ${(gross / 100).toFixed(2)}`
    )
    if (drafted) this.logger.info(`${drafted} drafts written`)
    if (issued.length)
      this.logger.success(`${issued.length} issued: ${issued[0]} to ${issued.at(-1)}`)
    if (sent) this.logger.success(`${sent} handed to the mail queue`)
  }

  private sentenceOf({ accountName, code, params }: Refusal): string {
    return `${accountName}: ${i18nManager.locale('en').t(`errors.${code}`, wordedParams(params, 'en'), code)}`
  }
}
