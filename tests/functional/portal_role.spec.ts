import { test } from '@japa/runner'
import { refused } from '#core/errors'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { PortalCustomer } from '../support/portal.js'
import { TestTenant } from '../support/tenant.js'

test.group('The portal’s role', () => {
  const inside = <T>(customer: PortalCustomer, work: () => Promise<T>) =>
    tenancy.run(
      {
        tenantId: customer.tenant.id,
        actor: { kind: 'contact', id: customer.contactId, name: 'x' },
        role: 'portal',
        accountIds: [customer.accountId],
      },
      work
    )
  const role = async () =>
    (
      await sql<{ role: string; path: string }>(
        `select current_user as role, current_setting('search_path') as path`
      )
    )[0]

  test('reads the views and no table, and writes nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    await customer.openTicket()
    assert.lengthOf(await inside(customer, () => sql('select * from portal.tickets')), 1)
    for (const statement of [
      'select id from public.tickets',
      'select * from public.contacts',
      'select email from public.contact_emails',
      'select * from public.items',
      'select password_hash from public.portal_logins',
      `update portal.tickets set subject = 'x'`,
      'delete from portal.messages',
      `insert into public.events (type) values ('ticket.created')`,
    ])
      await assert.rejects(
        () => inside(customer, () => sql(statement)),
        /permission denied|cannot (update|delete)/
      )
  })

  test('is the staff’s while a verb runs and the portal’s again afterwards, also when the verb refuses', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    await inside(customer, async () => {
      const portal = { role: 'kontor_portal', path: 'portal' }
      assert.deepEqual(await role(), portal)
      assert.deepEqual(await tenancy.asStaffRole(role), { role: 'kontor_app', path: 'public' })
      assert.deepEqual(await role(), portal)
      await assert.rejects(
        () => tenancy.asStaffRole(() => Promise.reject(refused('work_empty'))),
        'work_empty'
      )
      assert.deepEqual(await role(), portal)
      await assert.rejects(
        () => tenancy.asStaffRole(() => tenancy.savepoint(() => sql('select 1 / 0'))),
        /division by zero/
      )
      assert.deepEqual(await role(), portal)
      assert.deepEqual(tenancy.context().accountIds, [customer.accountId])
    })
  })

  test('is the portal’s again when a statement of the verb failed: then nothing more is read at all', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const afterwards = () => sql('select id from public.tickets')
    await assert.rejects(
      () =>
        inside(customer, async () => {
          await assert.rejects(
            () => tenancy.asStaffRole(() => sql('select 1 / 0')),
            /division by zero/
          )
          await afterwards()
        }),
      /transaction is aborted/
    )
    await assert.rejects(
      () =>
        inside(customer, async () => {
          await tenancy.asStaffRole(afterwards)
          await afterwards()
        }),
      /permission denied/
    )
  })
})
