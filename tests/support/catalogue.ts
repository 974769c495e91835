import db from '@adonisjs/lucid/services/db'

export interface Column {
  name: string
  type: string
  required: boolean
  hasDefault: boolean
  /** `generated always as identity`: nobody may give it a value. */
  generated: boolean
  comment: string
}

export interface ForeignKey {
  name: string
  columns: string[]
  target: string
  targetColumns: string[]
  /** As in pg_constraint: a no action, r restrict, c cascade, n set null, d set default. */
  onDelete: 'a' | 'r' | 'c' | 'n' | 'd'
  setColumns: string[]
}

export interface Check {
  name: string
  columns: string[]
  expression: string
}

export type Verb = 'select' | 'insert' | 'update' | 'delete'

/** Which of the four a role may do, on at least one column. */
export type Privileges = Record<Verb, boolean>

export interface Table {
  name: string
  comment: string
  protected: boolean
  columns: Column[]
  primaryKey: string[]
  uniqueColumns: string[]
  checks: Check[]
  foreignKeys: ForeignKey[]
  app: Privileges & { updatable: string[] }
  portal: Privileges
  identity: Privileges
}

/** Runs SQL as kontor_owner, who sees the catalogue and, under forced row-level security, no row. */
export async function asOwner<Row>(text: string, bindings: string[] = []): Promise<Row[]> {
  return (await db.connection('owner').rawQuery(text, bindings)).rows as Row[]
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The column by which a row belongs to a tenant; the tenant's own row is the one exception to `tenant_id`. */
export function tenantColumn(table: Table): 'tenant_id' | 'id' | undefined {
  if (table.name === 'tenants') return 'id'
  return table.columns.some((column) => column.name === 'tenant_id') ? 'tenant_id' : undefined
}

const privileges = (role: string) => `json_build_object(
  'select', has_any_column_privilege('${role}', c.oid, 'select'), 'insert', has_any_column_privilege('${role}', c.oid, 'insert'),
  'update', has_any_column_privilege('${role}', c.oid, 'update'), 'delete', has_table_privilege('${role}', c.oid, 'delete'))`

const names = (keys: string, relation: string) => `(
  select coalesce(json_agg(named.attname order by part.position), '[]')
  from unnest(${keys}) with ordinality as part (attnum, position)
  join pg_attribute named on named.attrelid = ${relation} and named.attnum = part.attnum)`

/** Every table of schema public, as PostgreSQL describes it. */
export function readTables(): Promise<Table[]> {
  return asOwner<Table>(`
    select c.relname as name, coalesce(obj_description(c.oid, 'pg_class'), '') as comment,
      c.relrowsecurity and c.relforcerowsecurity as protected,
      (select json_agg(json_build_object(
          'name', a.attname, 'type', format_type(a.atttypid, null), 'required', a.attnotnull,
          'hasDefault', a.atthasdef, 'generated', a.attidentity <> '',
          'comment', coalesce(col_description(c.oid, a.attnum), '')) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select ${names('i.indkey::int2[]', 'c.oid')} from pg_index i where i.indrelid = c.oid and i.indisprimary), '[]') as "primaryKey",
      (select coalesce(json_agg(distinct a.attname), '[]') from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey::int2[])
        where i.indrelid = c.oid and i.indisunique) as "uniqueColumns",
      (select coalesce(json_agg(json_build_object(
          'name', k.conname, 'columns', ${names('k.conkey', 'c.oid')}, 'expression', pg_get_expr(k.conbin, c.oid))), '[]')
        from pg_constraint k where k.conrelid = c.oid and k.contype = 'c') as checks,
      (select coalesce(json_agg(json_build_object(
          'name', k.conname, 'columns', ${names('k.conkey', 'c.oid')}, 'target', target.relname,
          'targetColumns', ${names('k.confkey', 'k.confrelid')}, 'onDelete', k.confdeltype,
          'setColumns', ${names('k.confdelsetcols', 'c.oid')}) order by cardinality(k.conkey) desc, k.conname), '[]')
        from pg_constraint k join pg_class target on target.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f') as "foreignKeys",
      (${privileges('kontor_app')})::jsonb || jsonb_build_object('updatable', (
        select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and has_column_privilege('kontor_app', c.oid, a.attnum, 'update'))) as app,
      ${privileges('kontor_portal')} as portal, ${privileges('kontor_identity')} as identity
    from pg_class c
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    order by c.relname`)
}

export interface View {
  name: string
  columns: string[]
  /** Verbs that PostgreSQL would carry through to the table below, given the rights. */
  writable: Exclude<Verb, 'select'>[]
}

/** Everything that a customer's contact can name: the views of schema portal. */
export function readPortalViews(): Promise<View[]> {
  return asOwner<View>(`
    select c.relname as name,
      (select json_agg(a.attname order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns,
      (select coalesce(json_agg(verb), '[]') from (values ('update', 4), ('insert', 8), ('delete', 16)) as verbs (verb, bit)
        where pg_relation_is_updatable(c.oid, false) & bit > 0) as writable
    from pg_class c
    where c.relnamespace = 'portal'::regnamespace and c.relkind in ('v', 'm', 'r', 'p', 'f')
    order by c.relname`)
}
