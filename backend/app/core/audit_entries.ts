import db from '@adonisjs/lucid/services/db'
import { keyOf, rowNames, type RowReference } from '#core/audit_names'
import { changesOf, hiddenColumns, referencesOf, type AuditRow } from '#core/audit_changes'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import { sql } from '#core/sql'

const PAGE = 50

/** Indexes audit_log_newest, and with a filter audit_log_actor and audit_log_table. */
const NEWEST: SortColumn[] = [
  { column: 'l.at', direction: 'desc', type: 'timestamptz' },
  { column: 'l.id', direction: 'desc', type: 'bigint' },
]

export interface AuditQuery {
  /** ISO 8601 instants: from (included) until (not included) */
  from?: string
  until?: string
  /** `member:<id>`, `contact:<id>` or `system:<name>` */
  actor?: string
  table?: string
  /** the row's id */
  row?: string
  after?: string
}

/**
 * Who changed what, newest first.
 * @param hiddenQueueIds of tickets in these queues nothing but the fact is told
 */
export async function auditEntries(
  { from, until, actor, table, row, after }: AuditQuery,
  hiddenQueueIds: string[]
) {
  const query = db
    .from('audit_log as l')
    .leftJoin('audit_values as v', 'v.audit_id', 'l.id')
    .select('l.id', 'l.at', 'l.actor', 'l.table_name', 'l.row_id', 'l.operation', 'l.columns')
    .select('l.seal_no', 'v.old_values', 'v.new_values')
    .select(db.raw('v.audit_id is null as erased'))
  if (hiddenQueueIds.length > 0)
    query.select(
      db.raw(
        'app.audit_withheld(l.table_name, l.row_id, v.old_values, v.new_values, ?::uuid[]) as withheld',
        [hiddenQueueIds]
      )
    )
  if (from) query.whereRaw('l.at >= ?::timestamptz', [from])
  if (until) query.whereRaw('l.at < ?::timestamptz', [until])
  if (actor) query.where('l.actor', actor)
  if (table) query.where('l.table_name', table)
  if (row) query.where('l.row_id', row)
  paginate(query, NEWEST, after, PAGE)
  const { rows, next } = pageOf<AuditRow>(await query, PAGE, (each) => [each.at, each.id])
  return { entries: await withNames(rows), next }
}

async function withNames(rows: AuditRow[]) {
  const hidden = await hiddenColumns(rows.map((row) => row.table_name))
  const names = await rowNames([
    ...(await referencesOf(rows)),
    ...rows.map((row) => actorReference(row.actor)).filter((each) => each !== null),
  ])
  return Promise.all(
    rows.map(async (row) => {
      const withheld = row.withheld ?? false
      const actor = actorReference(row.actor)
      const subject = names.get(keyOf({ table: row.table_name, id: row.row_id }))
      return {
        id: row.id,
        at: row.at.toISOString(),
        actor: {
          key: row.actor,
          name: (actor && names.get(keyOf(actor))?.name) ?? null,
        },
        table: row.table_name,
        operation: row.operation,
        row: {
          id: row.row_id,
          number: withheld ? null : (subject?.number ?? null),
          name: withheld ? null : (subject?.name ?? null),
        },
        changes: await changesOf(row, hidden.get(row.table_name) ?? [], names),
        /** the values were erased, e.g. with a person; the entry stays provable */
        erased: row.erased,
        /** of a ticket in a restricted queue that the reader is no member of */
        withheld,
        sealNo: row.seal_no,
      }
    })
  )
}

const ACTORS: Record<string, string> = { member: 'members', contact: 'contacts' }

/** A part of the system is no row. */
function actorReference(actor: string): RowReference | null {
  const [kind, id] = actor.split(/:(.*)/s)
  return ACTORS[kind] && /^[0-9a-f-]{36}$/.test(id) ? { table: ACTORS[kind], id } : null
}

/** Up to where the log is sealed in its chain; null before the first seal. */
export async function sealedUntil(): Promise<{ at: string; sealNo: number } | null> {
  const [last] = await sql<{ at: Date; seal_no: number }>(
    'select at, seal_no from audit_log where seal_no is not null order by seal_no desc limit 1'
  )
  return last ? { at: last.at.toISOString(), sealNo: last.seal_no } : null
}

/** So many different actors are offered; a tenant's customers may be thousands. */
const MOST_ACTORS = 500

/** Who and which tables occur at all. Each value is one step into an index, however long the log is. */
export async function auditFilters() {
  const actors = await sql<{ actor: string }>(
    `with recursive seen (actor) as (
       (select actor from audit_log order by actor limit 1)
       union all
       select (select l.actor from audit_log l where l.actor > seen.actor order by l.actor limit 1)
       from seen where seen.actor is not null)
     select actor from seen where actor is not null limit ?`,
    [MOST_ACTORS]
  )
  const tables = await sql<{ table_name: string }>(
    `with recursive seen (table_name) as (
       (select table_name from audit_log order by table_name limit 1)
       union all
       select (select l.table_name from audit_log l where l.table_name > seen.table_name order by l.table_name limit 1)
       from seen where seen.table_name is not null)
     select table_name from seen where table_name is not null`
  )
  const references = actors.map(({ actor }) => actorReference(actor))
  const names = await rowNames(references.filter((each) => each !== null))
  return {
    actors: actors.map(({ actor }, index) => ({
      key: actor,
      name: (references[index] && names.get(keyOf(references[index]))?.name) ?? null,
    })),
    tables: tables.map((row) => row.table_name),
  }
}
