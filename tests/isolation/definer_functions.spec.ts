import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { asOwner } from '../support/catalogue.js'
import { TestTenant, unique } from '../support/tenant.js'
import { DEFINER_FUNCTIONS } from './definer_functions.js'

/** Row-level security does not bind these functions' owners: they have to keep to the tenant themselves. */
test.group('A function with its owner’s rights', () => {
  const search = (question: string) =>
    sql<{ entity_id: string }>(`select entity_id from app.search(?, '{ticket}', '{}', 50)`, [
      question,
    ])

  async function withDocument(word: string): Promise<{ tenant: TestTenant; id: string }> {
    const tenant = await TestTenant.create()
    const id = crypto.randomUUID()
    await tenant.run(() =>
      db
        .table('search_documents')
        .insert({ kind: 'ticket', entity_id: id, title: word, text: ` ${word}` })
    )
    return { tenant, id }
  }

  test('app.search finds the own rows and none of another tenant', async ({ assert }) => {
    const word = unique('needle')
    const [one, other] = [await withDocument(word), await withDocument(word)]
    assert.deepEqual(await one.tenant.run(() => search(word)), [{ entity_id: one.id }])
    assert.deepEqual(await other.tenant.run(() => search(word)), [{ entity_id: other.id }])
  })

  test('app.search refuses to search without a tenant, and is not there for customers', async ({
    assert,
  }) => {
    const word = unique('needle')
    const { tenant } = await withDocument(word)
    const actor = { kind: 'system', id: 'attacker', name: 'attacker' } as const
    await assert.rejects(
      () => tenancy.run({ tenantId: '', actor }, () => search(word)),
      /no tenant/
    )
    await assert.rejects(
      () => tenancy.run({ tenantId: tenant.id, actor, role: 'portal' }, () => search(word)),
      /permission denied/
    )
  })

  test('app.member_by_address knows the own colleagues only', async ({ assert }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const ask = (address: string) =>
      tenant.run(() => sql<{ id: string }>('select id from app.member_by_address(?)', [address]))
    assert.deepEqual(await ask(tenant.ownerEmail), [{ id: tenant.ownerId }])
    assert.deepEqual(await ask(other.ownerEmail), [])
  })

  test('app.hidden_queues names the restricted queues of the own tenant that leave the member out', async ({
    assert,
  }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const restrict = (where: TestTenant, memberId?: string) =>
      where.run(async () => {
        const queue = { name: unique('Queue'), restricted: true }
        const [{ id }] = await db.table('queues').returning('id').insert(queue)
        if (memberId) await db.table('queue_members').insert({ queue_id: id, member_id: memberId })
        return id as string
      })
    const hidden = await restrict(tenant)
    await restrict(tenant, tenant.ownerId)
    await restrict(other)
    const [{ ids }] = await sql<{ ids: string[] }>(
      'select app.hidden_queues(?, ?) as ids',
      [tenant.id, tenant.ownerId],
      'identity'
    )
    assert.deepEqual(ids, [hidden])
  })

  test('app.users_of_this_tenant_alone leaves out who belongs to another tenant, too', async ({
    assert,
  }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const [loyal, shared] = [await tenant.addMember('technician'), await tenant.addMember('admin')]
    const userOf = async (email: string) =>
      (await db.connection('identity').from('users').where('email', email).firstOrFail()).id
    const ask = async () => {
      const rows = await sql<{ user_id: string; role: string }>(
        'select user_id, role from app.users_of_this_tenant_alone(?)',
        [tenant.id],
        'identity'
      )
      return rows.map(({ user_id }) => user_id)
    }
    const [owner, one, two] = [
      await userOf(tenant.ownerEmail),
      await userOf(loyal.email),
      await userOf(shared.email),
    ]
    assert.sameMembers(await ask(), [owner, one, two])
    // Not even as a disabled member: the account may be let in there again.
    await other.run(() =>
      db.table('members').insert({
        user_id: two,
        name: 'Doppelt',
        role: 'technician',
        disabled_at: '2026-01-01',
      })
    )
    assert.sameMembers(await ask(), [owner, one])
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
    assert.deepEqual(
      Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest])),
      DEFINER_FUNCTIONS
    )
  })

  test('name the schemas they search, temporary tables last', async ({ assert }) => {
    // Where pg_temp is not named it comes first: a caller's temporary table would stand in for the real one.
    const rows = await asOwner<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.prosecdef and not exists (
         select from unnest(p.proconfig) as setting where setting ~ '^search_path=pg_catalog, (\\w+, )*pg_temp$')`
    )
    assert.deepEqual(
      rows.map((row) => row.name),
      []
    )
  })
})

test.group('Temporary tables', () => {
  test('of a caller do not stand in for the audit log', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const entries = await tenant.run(async () => {
      for (const name of ['audit_log', 'audit_values']) {
        await sql(
          `create temporary table ${name} (like public.${name} including all) on commit drop`
        )
        await sql(`grant all on pg_temp.${name} to public`)
      }
      await sql(`insert into public.queues (name) values ('Watched')`)
      return sql(
        `select l.operation from public.audit_log l join public.queues q on q.id::text = l.row_id where q.name = 'Watched'`
      )
    })
    assert.deepEqual(entries, [{ operation: 'insert' }])
  })

  test('of a caller cannot be given the audit trigger', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await assert.rejects(
      () =>
        tenant.run(async () => {
          await sql('create temporary table forged (tenant_id uuid, id uuid)')
          await sql(
            'create trigger audit after insert on forged for each row execute function app.audit()'
          )
        }),
      /permission denied for function app\.audit|permission denied for function audit/
    )
  })
})
