import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import { asOwner, readTables } from '../support/catalogue.js'
import { grantsOf } from '../support/grants.js'
import { TestTenant } from '../support/tenant.js'

const SIGN_IN_TABLES = ['identity_mails', 'login_tokens', 'portal_logins', 'sessions', 'throttles', 'users']
const VERBS = ['delete', 'insert', 'select', 'update']

/** What each role is: may it connect, and does row-level security bind it. Nobody is more than that. */
const ROLES = {
  kontor_app: { connects: false, bypassesRls: false },
  kontor_backup: { connects: true, bypassesRls: true },
  kontor_identity: { connects: true, bypassesRls: false },
  kontor_login: { connects: true, bypassesRls: false },
  kontor_migrator: { connects: false, bypassesRls: true },
  kontor_owner: { connects: true, bypassesRls: false },
  kontor_portal: { connects: false, bypassesRls: false },
  kontor_relay: { connects: true, bypassesRls: false },
  kontor_search: { connects: false, bypassesRls: false },
}

/** Functions that run with their owner's rights and not the caller's: who owns them, who may call them. */
const DEFINER_FUNCTIONS = {
  // A trigger's function is called by nobody; the owner may make triggers with it.
  'app.audit': { owner: 'kontor_migrator', callers: ['kontor_owner'] },
  'app.member_by_address': { owner: 'kontor_migrator', callers: ['kontor_app'] },
  'app.membership': { owner: 'kontor_migrator', callers: ['kontor_identity'] },
  'app.memberships': { owner: 'kontor_migrator', callers: ['kontor_identity'] },
  'app.portal_rooms': { owner: 'kontor_migrator', callers: ['kontor_identity'] },
  'app.search': { owner: 'kontor_search', callers: ['kontor_app'] },
  'app.tenant_by_slug': { owner: 'kontor_migrator', callers: ['kontor_app', 'kontor_identity', 'kontor_relay'] },
  'app.tenant_ids': { owner: 'kontor_migrator', callers: ['kontor_relay'] },
}

test.group('The roles of the cluster', () => {
  test('are these, and none of them is a superuser or may make databases or roles', async ({ assert }) => {
    const rows = await asOwner<{ name: string; connects: boolean; bypassesRls: boolean; more: boolean }>(
      `select rolname as name, rolcanlogin as connects, rolbypassrls as "bypassesRls",
              rolsuper or rolinherit or rolcreaterole or rolcreatedb or rolreplication as more
       from pg_roles where rolname like 'kontor\\_%' order by rolname`
    )
    assert.deepEqual(rows, Object.entries(ROLES).map(([name, is]) => ({ name, ...is, more: false })))
  })

  test('become only what they must: the login one of two, the owner whom it hands functions to', async ({ assert }) => {
    const rows = await asOwner<{ line: string }>(
      `select member.rolname || ' may become ' || role.rolname || case when m.admin_option or m.inherit_option then ' and more' else '' end as line
       from pg_auth_members m join pg_roles member on member.oid = m.member join pg_roles role on role.oid = m.roleid
       where member.rolname like 'kontor\\_%' or role.rolname like 'kontor\\_%' order by 1`
    )
    assert.deepEqual(rows.map((row) => row.line), [
      'kontor_login may become kontor_app',
      'kontor_login may become kontor_portal',
      'kontor_owner may become kontor_migrator',
      'kontor_owner may become kontor_search',
    ])
  })

  for (const role of Object.keys(ROLES).filter((name) => !['kontor_login', 'kontor_app', 'kontor_portal'].includes(name))) {
    test(`the login is refused when it wants to be ${role}`, async ({ assert }) => {
      await assert.rejects(
        () => db.connection('app').transaction((transaction) => transaction.rawQuery(`set local role ${role}`)),
        /permission denied to set role/
      )
    })
  }

  test('kontor_owner owns every table and view', async ({ assert }) => {
    const rows = await asOwner(
      `select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'app', 'portal', 'migration') and c.relkind in ('r', 'p', 'v', 'm', 'S')
         and c.relowner <> 'kontor_owner'::regrole
         and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
    )
    assert.deepEqual(rows, [])
  })
})

test.group('The rights of', () => {
  test('everyone and of the login are none', async ({ assert }) => {
    assert.deepEqual(await grantsOf('public'), [])
    assert.deepEqual(await grantsOf('kontor_login'), [])
  })

  test('kontor_app stop at the tables of the sign-in', async ({ assert }) => {
    const grants = await grantsOf('kontor_app')
    assert.deepEqual(grants.filter((line) => SIGN_IN_TABLES.some((name) => line.split(' ')[1] === `public.${name}`)), [])
    assert.deepEqual(grants.filter((line) => !VERBS.includes(line.split(' ')[0])), [
      ...callable('kontor_app'), 'usage app', 'usage public',
    ])
    assert.deepEqual(grants.filter((line) => !/^\w+ (public\.|app$|public$|app\.)/.test(line)), [])
  })

  test('kontor_portal are reading: the views of its schema, and single columns below them that it cannot name itself', async ({ assert }) => {
    const grants = await grantsOf('kontor_portal')
    assert.deepEqual(grants.filter((line) => line.startsWith('usage')), ['usage app', 'usage portal'])
    const reading = grants.filter((line) => !line.startsWith('usage'))
    assert.deepEqual(reading.filter((line) => !/^select (portal\.\w+|public\.\w+ \(\w+\))$/.test(line)), [])
    assert.deepEqual(reading.filter((line) => /cost|price|margin|internal|note\b|requester|hash\b|secret/.test(line)), [])
  })

  test('kontor_identity are the sign-in and the questions that cross tenants', async ({ assert }) => {
    const wanted = [
      ...SIGN_IN_TABLES.flatMap((name) => VERBS.map((verb) => `${verb} public.${name}`)),
      ...callable('kontor_identity'), 'usage app', 'usage public',
    ]
    assert.sameMembers(await grantsOf('kontor_identity'), wanted)
  })

  test('kontor_relay are moving events and knowing what is due: of a timer it reads no more than when', async ({ assert }) => {
    assert.sameMembers(await grantsOf('kontor_relay'), [
      ...VERBS.map((verb) => `${verb} public.bus_messages`),
      // update of one column, because `for update skip locked` asks for it.
      'select public.outbox', 'update public.outbox (lane)', 'delete public.outbox',
      'select public.timers (tenant_id)', 'select public.timers (key)', 'select public.timers (due_at)',
      ...callable('kontor_relay'), 'usage app', 'usage public',
    ])
  })

  test('kontor_search are reading one table', async ({ assert }) => {
    assert.deepEqual(await grantsOf('kontor_search'), ['select public.search_documents', 'usage app', 'usage public'])
  })

  test('kontor_backup are reading every table and nothing else', async ({ assert }) => {
    const tables = (await readTables()).map((table) => `select public.${table.name}`)
    const grants = await grantsOf('kontor_backup')
    assert.sameMembers(grants.filter((line) => line.startsWith('select public.')), tables)
    assert.deepEqual(grants.filter((line) => !/^(select|usage) /.test(line)), [])
  })

  test('kontor_migrator know of the sign-in who has which address, and no secret', async ({ assert }) => {
    const grants = await grantsOf('kontor_migrator')
    const ofSignIn = grants.filter((line) => SIGN_IN_TABLES.some((name) => line.split(' ')[1] === `public.${name}`))
    assert.deepEqual(ofSignIn, ['select public.users (email)', 'select public.users (id)'])
    assert.deepEqual(grants.filter((line) => !/^(delete|insert|select|update) public\./.test(line)), ['usage app', 'usage public'])
  })
})

test.group('Functions that run with their owner’s rights', () => {
  test('are these, called only by those who need them', async ({ assert }) => {
    const rows = await asOwner<{ name: string; owner: string; callers: string[] }>(
      `select n.nspname || '.' || p.proname as name, pg_get_userbyid(p.proowner) as owner,
         (select coalesce(json_agg(coalesce(r.rolname, 'everyone') order by r.rolname), '[]')
          from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a left join pg_roles r on r.oid = a.grantee
          where a.grantee <> p.proowner) as callers
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef order by 1`
    )
    assert.deepEqual(Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest])), DEFINER_FUNCTIONS)
  })

  test('name the schemas they search, temporary tables last', async ({ assert }) => {
    // Where pg_temp is not named it comes first: a caller's temporary table would stand in for the real one.
    const rows = await asOwner<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.prosecdef and not exists (
         select from unnest(p.proconfig) as setting where setting ~ '^search_path=pg_catalog, (\\w+, )*pg_temp$')`
    )
    assert.deepEqual(rows.map((row) => row.name), [])
  })
})

test.group('Temporary tables', () => {
  test('of a caller do not stand in for the audit log', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const names = await tenant.run(async () => {
      await sql('create temporary table audit_log (like public.audit_log including all)')
      await sql('create temporary table audit_values (like public.audit_values including all)')
      await sql('grant all on pg_temp.audit_log, pg_temp.audit_values to public')
      await sql(`insert into public.queues (name) values ('Watched')`)
      return sql<{ operation: string }>(`select operation from public.audit_log where table_name = 'queues' order by id desc limit 1`)
    })
    assert.deepEqual(names, [{ operation: 'insert' }])
  })

  test('of a caller cannot be given the audit trigger', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await assert.rejects(
      () =>
        tenant.run(async () => {
          await sql('create temporary table forged (tenant_id uuid, id uuid)')
          await sql('create trigger audit after insert on forged for each row execute function app.audit()')
        }),
      /permission denied for function app\.audit|permission denied for function audit/
    )
  })
})

function callable(role: string): string[] {
  return Object.entries(DEFINER_FUNCTIONS).filter(([, { callers }]) => callers.includes(role)).map(([name]) => `execute ${name}`)
}
