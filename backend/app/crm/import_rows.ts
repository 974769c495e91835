import type { I18n } from '@adonisjs/i18n'
import { errors as vineErrors } from '@vinejs/vine'
import { DomainError } from '#core/errors'
import { wordedParams } from '#core/problems'
import * as tenancy from '#core/tenancy'
import type { CsvRow, CsvTable } from '#crm/csv_table'

export interface RowError {
  /** the heading as it stands in the file; null where no single cell is to blame */
  column: string | null
  code: string
  message: string
}

export interface RowReport {
  row: number
  outcome: 'created' | 'updated' | 'unchanged' | 'failed'
  /** of an account that is there after the import */
  number?: number
  name?: string
  errors: RowError[]
}

export interface ImportReport {
  dryRun: boolean
  created: number
  updated: number
  unchanged: number
  failed: number
  unknownColumns: string[]
  /** the failures first, then in the order of the file */
  rows: RowReport[]
}

export type RowResult = Omit<RowReport, 'row' | 'errors'>

interface Options {
  dryRun: boolean
  i18n: I18n
  /** input name → field of a column, where the two differ */
  fieldOf: (path: string) => string
  importRow: (row: CsvRow) => Promise<RowResult>
}

/** Undoes a trial run; carries its report out of the savepoint. */
class TrialOver extends Error {
  constructor(readonly report: ImportReport) {
    super('The trial run is over')
  }
}

/**
 * Imports row by row, each in a savepoint of its own: a bad row leaves nothing behind and stops no good one. A trial
 * run does exactly the same and takes it all back. Quiet: the events go into the lane of bulk imports.
 */
export async function importRows(table: CsvTable, options: Options): Promise<ImportReport> {
  tenancy.context().lane = 'bulk'
  if (!options.dryRun) return reportOn(table, options)
  try {
    return await tenancy.savepoint(async () => {
      throw new TrialOver(await reportOn(table, options))
    })
  } catch (error) {
    if (error instanceof TrialOver) return error.report
    throw error
  }
}

async function reportOn(table: CsvTable, options: Options): Promise<ImportReport> {
  const rows: RowReport[] = table.broken.map((row) =>
    failed(row, [describe('csv_quote', null, options.i18n)])
  )
  for (const row of table.rows) rows.push(await attempt(row, table, options))
  const count = (outcome: RowReport['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length
  const rank = (row: RowReport) => (row.outcome === 'failed' ? 0 : 1)
  return {
    dryRun: options.dryRun,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    failed: count('failed'),
    unknownColumns: table.unknown,
    rows: rows.sort((a, b) => rank(a) - rank(b) || a.row - b.row),
  }
}

async function attempt(row: CsvRow, table: CsvTable, options: Options): Promise<RowReport> {
  try {
    const result = await tenancy.savepoint(() => options.importRow(row))
    return { row: row.row, ...result, errors: [] }
  } catch (error) {
    return failed(row.row, problemsOf(error, table, options))
  }
}

const failed = (row: number, errors: RowError[]): RowReport => ({ row, outcome: 'failed', errors })

/** Broken rules of the database that a row can break. */
const CONSTRAINTS: Record<string, [code: string, field: string]> = {
  accounts_tenant_id_number_key: ['taken', 'number'],
  accounts_tenant_id_debtor_number_key: ['taken', 'debtorNumber'],
  account_domains_pkey: ['domain_taken', 'domains'],
  contact_emails_pkey: ['email_taken', 'emails'],
  debtor_exported: ['debtor_exported', 'debtorNumber'],
}

function problemsOf(
  error: unknown,
  { headings }: CsvTable,
  { i18n, fieldOf }: Options
): RowError[] {
  const column = (path: string | undefined) => (path ? (headings.get(fieldOf(path)) ?? null) : null)
  if (error instanceof vineErrors.E_VALIDATION_ERROR) {
    const messages = error.messages as { field: string; rule: string; message: string }[]
    return messages.map(({ field, rule, message }) => ({
      column: column(field),
      code: rule,
      message,
    }))
  }
  if (error instanceof DomainError)
    return [describe(error.code, column(error.field), i18n, error.params)]
  const known = CONSTRAINTS[(error as { constraint?: string }).constraint ?? '']
  if (known) return [describe(known[0], column(known[1]), i18n)]
  throw error
}

function describe(
  code: string,
  column: string | null,
  i18n: I18n,
  params: Record<string, string | number> = {}
): RowError {
  return {
    column,
    code,
    message: i18n.t(`errors.${code}`, wordedParams(params, i18n.locale), code),
  }
}
