import { catalogue, keyOf, type RowName, type RowReference } from '#core/audit_names'
import { sql } from '#core/sql'

type Values = Record<string, unknown> | null

/** A row of audit_log with its values beside it. */
export interface AuditRow {
  id: number
  at: Date
  actor: string
  table_name: string
  row_id: string
  operation: 'insert' | 'update' | 'delete' | 'batch'
  columns: string[]
  seal_no: number | null
  old_values: Values
  new_values: Values
  erased: boolean
  withheld?: boolean
}

type Value = string | number | boolean | null

export interface AuditChange {
  column: string
  /** a secret, or bytes: it never entered the log, only that it changed */
  secret: boolean
  old: Value
  new: Value
  /** the table that the values are ids of, and what those rows are called today */
  refersTo: string | null
  oldRow: RowName | null
  newRow: RowName | null
}

/** Longer values are cut: the list tells what changed, the row itself what it says. */
const LONGEST = 2000

/**
 * Columns that are secret by today's comments, by table. They are not logged; asked again when read, because a column
 * may have become a secret after its values were logged.
 */
export async function hiddenColumns(tables: string[]): Promise<Map<string, string[]>> {
  const rows = await sql<{ name: string; hidden: string[] | null }>(
    `select name, app.audit_hidden_columns(to_regclass('public.' || quote_ident(name))) as hidden
     from unnest(?::text[]) as name`,
    [[...new Set(tables)]]
  )
  return new Map(rows.map(({ name, hidden }) => [name, hidden ?? []]))
}

/** The rows that entries and their values name. */
export async function referencesOf(rows: AuditRow[]): Promise<RowReference[]> {
  const { references } = await catalogue()
  return rows
    .filter((row) => !row.withheld)
    .flatMap((row) => [
      ...(isId(row.row_id) ? [{ table: row.table_name, id: row.row_id }] : []),
      ...row.columns.flatMap((column) => {
        const table = references.get(`${row.table_name}.${column}`)
        const ids = [row.old_values?.[column], row.new_values?.[column]].filter(isId)
        return table ? ids.map((id) => ({ table, id })) : []
      }),
    ])
}

/** What an entry changed, column by column. */
export async function changesOf(
  row: AuditRow,
  hidden: string[],
  names: Map<string, RowName>
): Promise<AuditChange[]> {
  const { references } = await catalogue()
  return row.columns.map((column) => {
    const secret = hidden.includes(column)
    const refersTo = references.get(`${row.table_name}.${column}`) ?? null
    const silent = secret || row.withheld || row.erased
    const [old, now] = silent ? [null, null] : [row.old_values?.[column], row.new_values?.[column]]
    const named = (value: unknown) =>
      refersTo && isId(value) ? (names.get(keyOf({ table: refersTo, id: value })) ?? null) : null
    return {
      column,
      secret,
      old: plain(old),
      new: plain(now),
      refersTo,
      oldRow: named(old),
      newRow: named(now),
    }
  })
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

function plain(value: unknown): Value {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text
}
