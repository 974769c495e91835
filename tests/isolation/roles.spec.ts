import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { asOwner, readTables } from '../support/catalogue.js'
import { grantsOf } from '../support/grants.js'
import { callable } from './definer_functions.js'
import { SIGN_IN_TABLES } from './sign_in_tables.js'

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

test.group('The roles of the cluster', () => {
  test('are these, and none of them is a superuser or may make databases or roles', async ({
    assert,
  }) => {
    const rows = await asOwner<{
      name: string
      connects: boolean
      bypassesRls: boolean
      more: boolean
    }>(
      `select rolname as name, rolcanlogin as connects, rolbypassrls as "bypassesRls",
              rolsuper or rolinherit or rolcreaterole or rolcreatedb or rolreplication as more
       from pg_roles where rolname like 'kontor\\_%' order by rolname`
    )
    assert.deepEqual(
      rows,
      Object.entries(ROLES).map(([name, is]) => ({ name, ...is, more: false }))
    )
  })

  test('become only what they must: the login one of two, the owner whom it hands functions to', async ({
    assert,
  }) => {
    const rows = await asOwner<{ line: string }>(
      `select member.rolname || ' may become ' || role.rolname || case when m.admin_option or m.inherit_option then ' and more' else '' end as line
       from pg_auth_members m join pg_roles member on member.oid = m.member join pg_roles role on role.oid = m.roleid
       where member.rolname like 'kontor\\_%' or role.rolname like 'kontor\\_%' order by 1`
    )
    assert.deepEqual(
      rows.map((row) => row.line),
      [
        'kontor_login may become kontor_app',
        'kontor_login may become kontor_portal',
        'kontor_owner may become kontor_migrator',
        'kontor_owner may become kontor_search',
      ]
    )
  })

  for (const role of Object.keys(ROLES).filter(
    (name) => !['kontor_login', 'kontor_app', 'kontor_portal'].includes(name)
  )) {
    test(`the login is refused when it wants to be ${role}`, async ({ assert }) => {
      await assert.rejects(
        () =>
          db
            .connection('app')
            .transaction((transaction) => transaction.rawQuery(`set local role ${role}`)),
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
    assert.deepEqual(
      grants.filter((line) =>
        SIGN_IN_TABLES.some((name) => line.split(' ')[1] === `public.${name}`)
      ),
      []
    )
    assert.deepEqual(
      grants.filter((line) => !VERBS.includes(line.split(' ')[0])),
      [...callable('kontor_app'), 'usage app', 'usage public']
    )
    assert.deepEqual(
      grants.filter((line) => !/^\w+ (public\.|app$|public$|app\.)/.test(line)),
      []
    )
  })

  test('kontor_portal are reading: the views of its schema, and single columns below them that it cannot name itself', async ({
    assert,
  }) => {
    const grants = await grantsOf('kontor_portal')
    assert.deepEqual(
      grants.filter((line) => line.startsWith('usage')),
      ['usage app', 'usage portal']
    )
    const reading = grants.filter((line) => !line.startsWith('usage'))
    assert.deepEqual(
      reading.filter((line) => !/^select (portal\.\w+|public\.\w+ \(\w+\))$/.test(line)),
      []
    )
    assert.deepEqual(
      reading.filter((line) =>
        /cost|price|margin|internal|note\b|requester|hash\b|secret/.test(line)
      ),
      []
    )
  })

  test('kontor_identity are the sign-in and the questions that cross tenants', async ({
    assert,
  }) => {
    const wanted = [
      ...SIGN_IN_TABLES.flatMap((name) => VERBS.map((verb) => `${verb} public.${name}`)),
      ...callable('kontor_identity'),
      'usage app',
      'usage public',
    ]
    assert.sameMembers(await grantsOf('kontor_identity'), wanted)
  })

  test('kontor_relay are moving events and knowing what is due: of a timer it reads no more than when', async ({
    assert,
  }) => {
    assert.sameMembers(await grantsOf('kontor_relay'), [
      ...VERBS.map((verb) => `${verb} public.bus_messages`),
      ...VERBS.map((verb) => `${verb} public.leases`),
      // update of one column, because `for update skip locked` asks for it.
      'select public.outbox',
      'update public.outbox (lane)',
      'delete public.outbox',
      'select public.timers (tenant_id)',
      'select public.timers (key)',
      'select public.timers (due_at)',
      ...callable('kontor_relay'),
      'usage app',
      'usage public',
    ])
  })

  test('kontor_search are reading one table', async ({ assert }) => {
    assert.deepEqual(await grantsOf('kontor_search'), [
      'select public.search_documents',
      'usage app',
      'usage public',
    ])
  })

  test('kontor_backup are reading every table and nothing else', async ({ assert }) => {
    const tables = (await readTables()).map((table) => `select public.${table.name}`)
    const grants = await grantsOf('kontor_backup')
    assert.sameMembers(
      grants.filter((line) => line.startsWith('select public.')),
      tables
    )
    assert.deepEqual(
      grants.filter((line) => !/^(select|usage) /.test(line)),
      []
    )
  })

  test('kontor_migrator know of the sign-in who has which address, and no secret', async ({
    assert,
  }) => {
    const grants = await grantsOf('kontor_migrator')
    const ofSignIn = grants.filter((line) =>
      SIGN_IN_TABLES.some((name) => line.split(' ')[1] === `public.${name}`)
    )
    assert.deepEqual(ofSignIn, ['select public.users (email)', 'select public.users (id)'])
    assert.deepEqual(
      grants.filter((line) => !/^(delete|insert|select|update) public\./.test(line)),
      ['usage app', 'usage public']
    )
  })
})
