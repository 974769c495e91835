import { test } from '@japa/runner'
import { asOwner, readTables, tenantColumn } from '../support/catalogue.js'
import { NOT_PERSONAL, PERSONAL } from './personal_data.js'
import { SIGN_IN_TABLES_OF_A_TENANT } from './sign_in_tables.js'

/** Tables of no tenant, and why. */
const GLOBAL_TABLES = {
  sessions: 'a person signs in before a tenant is chosen',
  throttles: 'counts failed sign-ins',
  users: 'one login, several tenants',
  vat_rates: 'the law is the same for everyone',
}

/** Indexes that do not begin with the tenant, because who asks by them does not know it yet. */
const INDEXES_ACROSS_TENANTS = {
  bus_messages_pkey: 'the worker',
  bus_messages_ready: 'the worker',
  outbox_pkey: 'the relay',
  timers_due: 'the timer wheel',
  events_seq: 'the order of all events',
  members_user: 'sign-in: the tenants of a user',
  identity_mails_newest:
    'without a mail server: read by the identity role, which asks for a tenant',
  identity_mails_open: 'the worker',
  identity_mails_pkey: 'sign-in',
  login_tokens_pkey: 'sign-in',
  login_tokens_token_hash_key: 'sign-in',
  portal_logins_pkey: 'sign-in',
}

test.group('Every table', () => {
  test('belongs to a tenant or stands on the list', async ({ assert }) => {
    const globals = (await readTables())
      .filter((table) => !tenantColumn(table))
      .map((table) => table.name)
    assert.deepEqual(globals, Object.keys(GLOBAL_TABLES))
  })

  test('of a tenant has enabled and forced row-level security', async ({ assert }) => {
    const bare = (await readTables())
      .filter((table) => tenantColumn(table) && !table.protected)
      .map((table) => table.name)
    assert.deepEqual(bare, SIGN_IN_TABLES_OF_A_TENANT)
  })

  test('of a tenant has exactly the policy of app.protect', async ({ assert }) => {
    const policies = await asOwner<{ table: string; line: string }>(
      `select tablename as table, concat_ws(' | ', permissive, roles::text, cmd, qual, with_check) as line
       from pg_policies where schemaname = 'public' and policyname = 'tenant'`
    )
    const line =
      'PERMISSIVE | {kontor_app} | ALL | (tenant_id = app.tenant_id()) | (tenant_id = app.tenant_id())'
    const wanted = (await readTables()).filter(
      (table) =>
        tenantColumn(table) === 'tenant_id' && !SIGN_IN_TABLES_OF_A_TENANT.includes(table.name)
    )
    assert.sameDeepMembers(
      policies,
      wanted.map((table) => ({ table: table.name, line }))
    )
  })

  test('has no other policy for staff, and for customers one that names tenant and rows', async ({
    assert,
  }) => {
    const policies = await asOwner<{
      table: string
      name: string
      roles: string
      cmd: string
      qual: string
    }>(
      `select tablename as table, policyname as name, roles::text, cmd, coalesce(qual, '') as qual
       from pg_policies where schemaname = 'public' and policyname <> 'tenant' order by 1, 2`
    )
    const of = (name: string) => policies.filter((policy) => policy.name === name)
    assert.deepEqual(
      of('own').map(({ table, roles, qual }) => [table, roles, qual]),
      [['tenants', '{kontor_app}', '(id = app.tenant_id())']]
    )
    assert.deepEqual(
      of('relay').map(({ table, roles }) => [table, roles]),
      [
        ['bus_messages', '{kontor_relay}'],
        ['leases', '{kontor_relay}'],
        ['outbox', '{kontor_relay}'],
        ['timers', '{kontor_relay}'],
      ]
    )
    assert.deepEqual(
      of('search').map(({ table, roles, cmd }) => [table, roles, cmd]),
      [['search_documents', '{kontor_search}', 'SELECT']]
    )
    for (const policy of of('portal')) {
      assert.deepEqual([policy.roles, policy.cmd], ['{kontor_portal}', 'SELECT'], policy.table)
      assert.match(
        policy.qual,
        policy.table === 'tenants'
          ? /^\(id = app\.tenant_id\(\)\)$/
          : /^\(\(tenant_id = app\.tenant_id\(\)\)/,
        policy.table
      )
    }
    assert.deepEqual(
      policies.filter(({ name }) => !['own', 'relay', 'search', 'portal'].includes(name)),
      []
    )
  })

  test('of a tenant takes the tenant from the context', async ({ assert }) => {
    const rows = await asOwner<{ name: string }>(
      `select c.relname as name from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (not a.attnotnull or pg_get_expr(d.adbin, d.adrelid) is distinct from 'app.tenant_id()') order by 1`
    )
    // The audit trigger takes it from the row; the sign-in knows no context.
    assert.deepEqual(
      rows.map((row) => row.name),
      ['audit_log', 'audit_values', ...SIGN_IN_TABLES_OF_A_TENANT]
    )
  })

  test('keeps personal data in columns that say so', async ({ assert }) => {
    const columns = (await readTables()).flatMap((table) =>
      table.columns.map((column) => ({ ...column, name: `${table.name}.${column.name}` }))
    )
    const personal = columns.filter(
      ({ name, type }) =>
        PERSONAL.test(name.split('.')[1]) && !/uuid|timestamp|boolean|integer|bigint/.test(type)
    )
    const silent = personal
      .filter(({ comment }) => !/\b(pii|secret)\b/.test(comment))
      .map(({ name }) => name)
    assert.deepEqual(
      silent.filter((name) => !(name in NOT_PERSONAL)),
      [],
      'without a comment "pii: …" and not on the list'
    )
    assert.deepEqual(
      Object.keys(NOT_PERSONAL).filter((name) => !silent.includes(name)),
      [],
      'on the list for nothing'
    )
  })
})

test.group('Every', () => {
  test('index of a tenant’s table begins with the tenant or stands on the list', async ({
    assert,
  }) => {
    const rows = await asOwner<{ name: string }>(
      `select i.indexrelid::regclass::text as name from pg_index i
       join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where i.indkey[0] <> a.attnum`
    )
    assert.sameMembers(
      rows.map((row) => row.name),
      Object.keys(INDEXES_ACROSS_TENANTS)
    )
  })

  test('view for customers runs with the rights of who reads it', async ({ assert }) => {
    const rows = await asOwner<{ name: string; kind: string; invoker: boolean }>(
      `select relname as name, relkind as kind, 'security_invoker=true' = any (coalesce(reloptions, '{}')) as invoker
       from pg_class where relnamespace = 'portal'::regnamespace and relkind <> 'i' order by 1`
    )
    assert.isAbove(rows.length, 5)
    assert.deepEqual(
      rows.filter((row) => row.kind !== 'v' || !row.invoker),
      []
    )
  })

  test('table outside schema public is out of everyone’s reach', async ({ assert }) => {
    const rows = await asOwner<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm') and n.nspname not in ('public', 'pg_catalog', 'information_schema', 'pg_toast')
         and exists (select from pg_roles r where r.rolname like 'kontor\\_%' and r.rolname not in ('kontor_owner', 'kontor_backup')
           and has_any_column_privilege(r.oid, c.oid, 'select, insert, update'))`
    )
    assert.deepEqual(rows, [])
  })
})
