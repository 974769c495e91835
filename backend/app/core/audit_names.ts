import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'

/** How people call a row. */
export interface RowName {
  number: string | null
  name: string | null
}

/** The columns by which a row is called: people by two, everything else by the first that it has. */
const PERSON = ['given_name', 'family_name']
const NAMES = ['name', 'subject', 'title', 'address', 'email', 'day']

interface Catalogue {
  /** `tickets` → which of `number`, PERSON and NAMES it has */
  names: Map<string, string[]>
  /** `tickets.status_id` → `ticket_statuses` */
  references: Map<string, string>
}

let known: Promise<Catalogue> | undefined

/** Read once: tables change with migrations, and those with a start. */
export const catalogue = (): Promise<Catalogue> =>
  (known ??= readCatalogue().catch((error) => {
    known = undefined
    throw error
  }))

async function readCatalogue(): Promise<Catalogue> {
  const tables = await sql<{ table: string; names: string[] }>(
    `select c.relname as table, array_agg(a.attname::text) filter (where a.attname = any (?)) as names
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and has_table_privilege(c.oid, 'select')
     group by c.oid, c.relname having bool_or(a.attname = 'id') and bool_or(a.attname = 'tenant_id')`,
    [['number', ...PERSON, ...NAMES]]
  )
  const references = await sql<{ column: string; target: string }>(
    `select f.conrelid::regclass || '.' || a.attname as column, f.confrelid::regclass::text as target
     from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any (f.conkey)
     where f.contype = 'f' and f.connamespace = 'public'::regnamespace and a.attname <> 'tenant_id'`
  )
  return {
    names: new Map(tables.map(({ table, names }) => [table, names ?? []])),
    references: new Map(references.map(({ column, target }) => [column, target])),
  }
}

export interface RowReference {
  table: string
  id: string
}

export const keyOf = ({ table, id }: RowReference): string => `${table} ${id}`

/** What the rows are called today, by keyOf(); rows that are gone or have no name are missing. One query a table. */
export async function rowNames(references: RowReference[]): Promise<Map<string, RowName>> {
  const { names } = await catalogue()
  const found = new Map<string, RowName>()
  for (const [table, some] of Map.groupBy(references, (reference) => reference.table)) {
    const columns = names.get(table) ?? []
    if (columns.length === 0) continue
    const ids = [...new Set(some.map(({ id }) => id))]
    for (const row of await db
      .from(table)
      .whereIn('id', ids)
      .select('id', ...columns))
      found.set(keyOf({ table, id: String(row.id) }), nameOf(row))
  }
  return found
}

function nameOf(row: Record<string, unknown>): RowName {
  const person = PERSON.map((column) => row[column]).filter(Boolean)
  const [other] = NAMES.map((column) => row[column]).filter(Boolean)
  return {
    number: row.number == null ? null : String(row.number),
    name: person.length > 0 ? person.join(' ') : other ? String(other) : null,
  }
}
