import { test } from '@japa/runner'
import { type Attempt, attackAsApp, attackWithoutTenant, isLeak } from '../support/attack.js'
import { type Table, asOwner, readPortalViews, readTables } from '../support/catalogue.js'
import { complaints } from '../support/isolation_report.js'
import {
  type Customers,
  attackAsPortal,
  attackView,
  makeCustomers,
} from '../support/portal_attack.js'
import { type Row, World, createEmptyTenant, fill } from '../support/world.js'

/** An attack that cannot succeed proves nothing: here the walls are really torn down, one at a time, and put up again. */
test.group('A broken wall is noticed', (group) => {
  let tenant: Row
  let tables: Table[]
  let own: World
  let foreign: World
  let customers: Customers

  group.setup(async () => {
    tables = await readTables()
    const other = await createEmptyTenant()
    tenant = await createEmptyTenant()
    own = await fill(new World(tenant, tables), tables)
    foreign = await fill(new World(other, tables), tables)
    customers = await makeCustomers(tables, tenant, other)
  })

  /** Breaks something as the owner, works, and mends it whatever happens. */
  async function broken<T>(destroy: string, mend: string, work: () => Promise<T>): Promise<T> {
    await asOwner(destroy)
    try {
      return await work()
    } finally {
      await asOwner(mend)
    }
  }

  async function table(name: string): Promise<Table> {
    return (await readTables()).find((each) => each.name === name)!
  }

  const attack = async (name: string) => attackAsApp(await table(name), tables, own, foreign)
  const leaks = (attempts: Attempt[]) => attempts.filter(isLeak).map((each) => each.verb)

  test('a policy that lets everything through', async ({ assert }) => {
    const attempts = await broken(
      'alter policy tenant on contact_phones using (true) with check (true)',
      `call app.protect('contact_phones')`,
      () => attack('contact_phones')
    )
    // The foreign key is a wall of its own and stands: moving a row away leaves its contact behind.
    assert.deepEqual(leaks(attempts), ['select', 'insert', 'update', 'move', 'delete'])
    assert.deepEqual(complaints(await attack('contact_phones')), [], 'mended')
  })

  test('row-level security switched off', async ({ assert }) => {
    const attempts = await broken(
      'alter table contact_phones disable row level security',
      `call app.protect('contact_phones')`,
      () => attack('contact_phones')
    )
    assert.includeMembers(leaks(attempts), ['select', 'insert', 'update', 'delete'])
  })

  test('a policy that reads its own tenant only, but lets rows be written into others', async ({
    assert,
  }) => {
    const attempts = await broken(
      'alter policy tenant on queues with check (true)',
      `call app.protect('queues')`,
      () => attack('queues')
    )
    assert.deepEqual(leaks(attempts), ['insert'])
  })

  test('a table whose policy is gone: without a row of its own no attack would prove anything', async ({
    assert,
  }) => {
    await broken('drop policy tenant on queues', `call app.protect('queues')`, async () => {
      await assert.rejects(
        () => attack('queues'),
        /cannot make a row of queues: .*row-level security/
      )
    })
  })

  test('a verb that also fails with own ids', async ({ assert }) => {
    const attempts = await broken(
      `create function app.refuse_all() returns trigger language plpgsql as 'begin return null; end';
       create trigger refuse_all before update on queues for each row execute function app.refuse_all()`,
      'drop trigger refuse_all on queues; drop function app.refuse_all()',
      () => attack('queues')
    )
    assert.deepEqual(leaks(attempts), [])
    assert.match(
      complaints(attempts).join('\n'),
      /^queues: update as app .* proves nothing, .*: 0 rows$/m
    )
  })

  test('a foreign key without the tenant', async ({ assert }) => {
    const attempts = await broken(
      `alter table contacts add constraint lonely_id unique (id);
       alter table contact_phones add constraint lonely foreign key (contact_id) references contacts (id) on delete restrict,
         drop constraint contact_phones_tenant_id_contact_id_fkey`,
      `alter table contact_phones drop constraint lonely,
         add constraint contact_phones_tenant_id_contact_id_fkey foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete restrict;
       alter table contacts drop constraint lonely_id`,
      () => attack('contact_phones')
    )
    assert.deepEqual(leaks(attempts), ['foreign key contact_id'])
    assert.deepEqual(complaints(await attack('contact_phones')), [], 'mended')
  })

  test('a table of the sign-in that the tenant may read', async ({ assert }) => {
    const attempts = await broken(
      'grant select on users to kontor_app',
      'revoke select on users from kontor_app',
      () => attack('users')
    )
    assert.deepEqual(leaks(attempts), ['select'])
  })

  test('a policy that knows no tenant, and a grant to the login', async ({ assert }) => {
    const roles = await broken(
      `create policy everyone on queues for select using (true); grant usage on schema public to kontor_login; grant select on queues to kontor_login`,
      `drop policy everyone on queues; revoke usage on schema public from kontor_login; revoke select on queues from kontor_login`,
      async () =>
        (await attackWithoutTenant(await table('queues'), own))
          .filter(isLeak)
          .map((each) => each.role)
    )
    assert.deepEqual(roles, ['login', 'no tenant'])
  })

  test('a way for customers to a table itself', async ({ assert }) => {
    const attempts = await broken(
      `create policy everyone on items for select to kontor_portal using (true); grant usage on schema public to kontor_portal; grant select on items to kontor_portal`,
      `drop policy everyone on items; revoke usage on schema public from kontor_portal; revoke select on items from kontor_portal`,
      async () =>
        attackAsPortal(await table('items'), own, { otherAccount: own, otherTenant: foreign })
    )
    assert.deepEqual([...new Set(leaks(attempts))], ['select'])
  })

  const portalPolicies = [
    {
      name: 'a row policy that forgets the account',
      policy: 'tenant_id = app.tenant_id()',
      found: [
        'other account',
        'a session without an account',
        'a session with an account of another tenant',
      ],
    },
    {
      name: 'a row policy that forgets the tenant',
      policy: 'account_id = any (app.account_ids())',
      found: ['a session with an account of another tenant'],
    },
  ]
  test('{name}')
    .with(portalPolicies)
    .run(async ({ assert }, { policy, found }) => {
      const mend = `tenant_id = app.tenant_id() and account_id = any (app.account_ids()) and merged_into is null`
      const view = (await readPortalViews()).find((each) => each.name === 'tickets')!
      const statuses = 'alter policy portal on ticket_statuses using'
      const attempts = await broken(
        `alter policy portal on tickets using (${policy}); ${statuses} (true)`,
        `alter policy portal on tickets using (${mend}); ${statuses} (tenant_id = app.tenant_id())`,
        () => attackView(view, customers)
      )
      assert.deepEqual(
        attempts.filter(isLeak).map((each) => each.against),
        found
      )
    })

  test('internal notes that a policy lets out', async ({ assert }) => {
    const [{ policy }] = await asOwner<{ policy: string }>(
      `select pg_get_expr(polqual, polrelid) as policy from pg_policy where polname = 'portal' and polrelid = 'ticket_messages'::regclass`
    )
    const view = (await readPortalViews()).find((each) => each.name === 'messages')!
    const attempts = await broken(
      `alter policy portal on ticket_messages using (${policy.replace(`(audience = 'customer'::text)`, 'true')})`,
      `alter policy portal on ticket_messages using (${policy})`,
      () => attackView(view, customers)
    )
    assert.deepEqual(
      attempts.filter(isLeak).map((each) => each.against),
      ['internal rows of the own account']
    )
  })

  test('an invoice that is let out while it is held', async ({ assert }) => {
    const [{ policy, definition }] = await asOwner<{ policy: string; definition: string }>(
      `select pg_get_expr(polqual, polrelid) as policy, pg_get_viewdef('portal.documents'::regclass) as definition
       from pg_policy where polname = 'portal' and polrelid = 'documents'::regclass`
    )
    const view = (await readPortalViews()).find((each) => each.name === 'documents')!
    const columns = view.columns.filter((column) => column !== 'cancelled')
    const documents = 'create or replace view portal.documents with (security_invoker = true) as'
    const attempts = await broken(
      `alter policy portal on documents using (tenant_id = app.tenant_id() and issued_at is not null and account_id = any (app.account_ids()));
       ${documents} select ${columns}, false as cancelled from documents`,
      `alter policy portal on documents using (${policy}); ${documents} ${definition}`,
      () => attackView(view, customers)
    )
    assert.deepEqual(
      attempts.filter(isLeak).map((each) => each.against),
      ['held invoices of the own account']
    )
  })

  test('a table that the generator cannot fill is named, with what to do', async ({ assert }) => {
    await broken(
      `create table riddles (tenant_id uuid not null default app.tenant_id(), id uuid not null default app.new_id(),
         answer text not null check (md5(answer) = '0'), primary key (tenant_id, id));
       call app.protect('riddles')`,
      `drop table riddles; delete from app.protected_tables where name = 'riddles'`,
      async () => {
        const withRiddles = await readTables()
        await assert.rejects(
          () => fill(new World(tenant, withRiddles), withRiddles),
          /cannot fill riddles\.answer: none of its values satisfies .*Give it one in tests\/support\/world_hints\.ts/
        )
      }
    )
  })

  test('a new table without protection', async ({ assert }) => {
    await broken(
      `create table forgotten (tenant_id uuid not null default app.tenant_id(), id uuid not null default app.new_id(), primary key (tenant_id, id));
       grant select, insert, update, delete on forgotten to kontor_app`,
      'drop table forgotten',
      async () => {
        const now = await readTables()
        const forgotten = now.filter((each) => each.name === 'forgotten')
        const world = (of: Row) => fill(new World(of, now), forgotten)
        const attempts = await attackAsApp(
          forgotten[0],
          now,
          await world(tenant),
          await world(foreign.tenant)
        )
        assert.deepEqual(leaks(attempts), ['select', 'insert', 'update', 'move', 'delete'])
      }
    )
  })
})
