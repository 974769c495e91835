import { flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import { OperatorCommand } from '#core/command'
import { readFile } from '#core/files'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { WrongUse } from '#core/wrong_use'
import { exportDatev, type ExportRun } from '#accounting/datev_export'
import { NewFolder } from '#accounting/new_folder'

const HANDED_OVER =
  'The hand-over itself is recorded: its files can be fetched under Billing, Accounting.'

export default class ExportDatev extends OperatorCommand {
  static commandName = 'export:datev'
  static description = 'Write the DATEV files of a period into a folder'

  @flags.string({ description: 'Short name of the tenant' })
  declare tenant: string

  @flags.string({ description: 'First day, e.g. 2026-10-01' })
  declare from: string

  @flags.string({ description: 'Last day, e.g. 2026-10-31' })
  declare to: string

  @flags.string({ description: 'Folder to write; it appears when all files are complete' })
  declare out: string

  @flags.string({ description: 'Name of the company, where the tenant has several' })
  declare company: string

  async perform() {
    for (const name of ['from', 'to'] as const) {
      const isDay =
        /^\d{4}-\d{2}-\d{2}$/.test(this[name] ?? '') && DateTime.fromISO(this[name]).isValid
      if (!isDay) throw new WrongUse(`--${name} takes a day, e.g. 2026-10-31.`)
    }
    if (this.from > this.to) throw new WrongUse('--from is after --to.')
    if (!this.out) throw new WrongUse('Where to? Use --out <folder>.')
    const tenantId = await this.tenantId(this.tenant)
    const inTenant = <T>(work: () => Promise<T>) =>
      tenancy.run({ tenantId, actor: { kind: 'system', id: 'operator', name: 'operator' } }, work)

    // Before anything is recorded: what cannot be written is not handed over either.
    const folder = new NewFolder(this.path(this.out))
    try {
      const run = await inTenant(async () =>
        exportDatev({ companyId: await this.companyId(), from: this.from, to: this.to })
      )
      try {
        // One transaction a file and none while the disk is written.
        for (const { id, name } of run.files) folder.write(name, await inTenant(() => readFile(id)))
        folder.complete()
      } catch (error) {
        throw new Error(`${(error as Error).message} ${HANDED_OVER}`, { cause: error })
      }
      return this.report(run, folder)
    } finally {
      folder.discard()
    }
  }

  private report({ id, documents, repeated, files }: ExportRun, folder: NewFolder) {
    if (!this.json) {
      if (repeated)
        this.logger.warning(
          `${repeated} of ${documents} documents were exported before: the accountant may book them twice.`
        )
      this.logger.success(`${files.length} files with ${documents} documents in ${folder.path}`)
    }
    return { run: id, documents, repeated, files: files.map(({ name }) => name) }
  }

  private async companyId(): Promise<string> {
    const companies = await sql<{ id: string; name: string }>(
      'select id, name from companies order by created_at, id'
    )
    const chosen = this.company ? companies.filter(({ name }) => name === this.company) : companies
    if (chosen.length !== 1) {
      throw new WrongUse(
        `Which company? Use --company with one of: ${companies.map(({ name }) => name).join(', ')}.`
      )
    }
    return chosen[0].id
  }
}
