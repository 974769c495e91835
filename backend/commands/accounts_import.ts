import { readFile } from 'node:fs/promises'
import { args, flags } from '@adonisjs/core/ace'
import i18nManager from '@adonisjs/i18n/services/main'
import { OperatorCommand } from '#core/command'
import { WrongUse } from '#core/wrong_use'
import * as tenancy from '#core/tenancy'
import { importAccounts } from '#crm/account_import'

export default class AccountsImport extends OperatorCommand {
  static commandName = 'accounts:import'
  static description = 'Import accounts from a CSV file'

  @args.string({
    description:
      'CSV file: UTF-8 or Windows-1252, semicolon or comma, headings in German or English',
  })
  declare file: string

  @flags.string({ description: 'Short name of the tenant' })
  declare tenant: string

  @flags.boolean({ description: 'Report what would happen, and change nothing' })
  declare dryRun: boolean

  async perform() {
    const tenantId = await this.tenantId(this.tenant)
    const bytes = await readFile(this.path(this.file)).catch(() => {
      throw new WrongUse(`The file ${this.file} cannot be read.`)
    })
    const actor = { kind: 'system', id: 'operator', name: 'operator' } as const
    const i18n = i18nManager.locale('en')
    const report = await tenancy.run({ tenantId, actor }, () =>
      importAccounts(bytes, { dryRun: Boolean(this.dryRun), i18n })
    )
    if (!this.json) this.tell(report)
    return { ...report }
  }

  private tell({
    rows,
    created,
    updated,
    unchanged,
    failed,
  }: Awaited<ReturnType<typeof importAccounts>>) {
    for (const { row, errors } of rows.filter(({ outcome }) => outcome === 'failed')) {
      for (const { column, message } of errors)
        this.logger.error(`Row ${row}${column ? `, ${column}` : ''}: ${message}`)
    }
    this.logger.info(
      `${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`
    )
  }
}
