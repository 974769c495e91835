import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { flags } from '@adonisjs/core/ace'
import { DateTime } from 'luxon'
import { OperatorCommand } from '#core/command'
import { WrongUse } from '#core/wrong_use'
import { readFile, type StoredFile } from '#core/files'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { exportDatev } from '#billing/datev_export'

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
    const folder = this.path(this.out)
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new WrongUse(`${folder} is not empty.`)
    const tenantId = await this.tenantId(this.tenant)

    const run = await tenancy.run(
      { tenantId, actor: { kind: 'system', id: 'operator', name: 'operator' } },
      async () => {
        const exported = await exportDatev({
          companyId: await this.companyId(),
          from: this.from,
          to: this.to,
        })
        // Inside the transaction: what cannot be written was not handed over either.
        await writeFolder(folder, exported.files)
        return exported
      }
    )
    const { id, documents, repeated, files } = run
    if (!this.json) {
      if (repeated)
        this.logger.warning(
          `${repeated} of ${documents} documents were exported before: the accountant may book them twice.`
        )
      this.logger.success(`${files.length} files with ${documents} documents in ${folder}`)
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

/** Beside the folder first, then renamed, so that nobody ever finds half an export. */
async function writeFolder(folder: string, files: StoredFile[]): Promise<void> {
  const unfinished = join(dirname(folder), `.unfinished-${process.pid}`)
  mkdirSync(unfinished, { recursive: true })
  try {
    for (const file of files) writeFileSync(join(unfinished, file.name), await readFile(file.id))
    if (existsSync(folder)) rmdirSync(folder)
    renameSync(unfinished, folder)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}
