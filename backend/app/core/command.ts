import { BaseCommand, flags } from '@adonisjs/core/ace'
import { resolve } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { problemOf, wordedParams } from '#core/problems'
import { WrongUse } from '#core/wrong_use'

/**
 * The operator's commands: exit 0 all done, 1 something failed and the report says what, 2 wrong use.
 * With --json the last line is one JSON object.
 */
export abstract class OperatorCommand extends BaseCommand {
  static options = { startApp: true }

  @flags.boolean({ description: 'Print one JSON object on the last line' })
  declare json: boolean

  /** Does the work and returns the report; `failed` in it above zero makes the exit code 1. */
  abstract perform(): Promise<Record<string, unknown> & { failed?: number }>

  async run() {
    try {
      const report = await this.perform()
      if (this.json) console.log(JSON.stringify(report))
      if (report.failed) this.exitCode = 1
    } catch (error) {
      this.exitCode = error instanceof WrongUse ? 2 : 1
      const message = await this.sentence(error)
      if (this.json) console.log(JSON.stringify({ failed: 1, error: message }))
      else this.logger.error(message)
    }
  }

  /** A path as typed, relative to where the operator called from. */
  protected path(typed: string): string {
    return resolve(process.env.KONTOR_CALLED_FROM ?? process.cwd(), typed)
  }

  /** @throws WrongUse for an unknown slug */
  protected async tenantId(slug: string | undefined): Promise<string> {
    if (!slug) throw new WrongUse('Which tenant? Use --tenant <slug>.')
    const { rows } = await db
      .connection('identity')
      .rawQuery('select tenant_id from app.tenant_by_slug(?)', [slug])
    if (!rows[0]) throw new WrongUse(`There is no tenant ${slug}.`)
    return rows[0].tenant_id
  }

  /** For the report; what nobody foresaw speaks for itself. */
  protected async sentence(error: unknown): Promise<string> {
    if (error instanceof WrongUse) return error.message
    const { status, code, params } = problemOf(error)
    if (status !== 500) {
      const { default: i18nManager } = await import('@adonisjs/i18n/services/main')
      return i18nManager.locale('en').t(`errors.${code}`, wordedParams(params, 'en'), code)
    }
    if (!(error instanceof Error)) return String(error)
    return process.env.DEBUG ? error.stack! : error.message
  }
}
