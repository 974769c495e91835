import { asOwner } from './catalogue.js'

/**
 * What a role has been granted in this database, one line a right: `select public.outbox`, `select public.timers (key)`,
 * `execute app.search`, `usage app`. Rights that come with owning something are not among them.
 */
export async function grantsOf(role: string): Promise<string[]> {
  const rows = await asOwner<{ line: string }>(
    `with granted (grantee, privilege, object, owner) as (
       select a.grantee, a.privilege_type, n.nspname || '.' || c.relname, c.relowner
         from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
       union all
       select a.grantee, a.privilege_type, n.nspname || '.' || c.relname || ' (' || t.attname || ')', c.relowner
         from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(t.attacl) a
       union all
       select a.grantee, a.privilege_type, n.nspname || '.' || p.proname, p.proowner
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(p.proacl) a
       union all
       select a.grantee, a.privilege_type, n.nspname, n.nspowner from pg_namespace n, aclexplode(n.nspacl) a
       union all
       select a.grantee, a.privilege_type, 'database', d.datdba
         from pg_database d, aclexplode(d.datacl) a where d.datname = current_database()
       union all
       select a.grantee, a.privilege_type, 'default of ' || d.defaclobjtype::text, d.defaclrole
         from pg_default_acl d, aclexplode(d.defaclacl) a)
     select distinct lower(privilege) || ' ' || object as line from granted
     where grantee = coalesce((select oid from pg_roles where rolname = ?), 0) and grantee <> owner
       and object !~ '^(pg_catalog|information_schema|pg_toast)'
     order by 1`,
    [role]
  )
  return rows.map((row) => row.line)
}
