import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { PortalCustomer, atTheDoor, openRoom } from '../support/portal.js'
import { PASSWORD, TestTenant } from '../support/tenant.js'

test.group('A portal session', () => {
  test('is no staff session, and a staff session is none', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const portal = await customer.signIn()
    assert.equal((await portal.get(tenant.path('me'))).status, 401)
    assert.equal((await portal.get('/api/session')).status, 401)
    const staff = await tenant.signIn()
    assert.equal((await staff.get(customer.path('me'))).status, 401)
  })

  test('ends at once when its last room is closed or its login disabled', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const colleague = await customer.colleague('user')
    const [one, other] = [await customer.signIn(), await colleague.signIn()]
    await tenant.run(() =>
      db.from('portal_accesses').where('contact_id', customer.contactId).delete()
    )
    assert.equal((await one.get(customer.path('me'))).status, 401)
    assert.equal((await other.get(customer.path('me'))).status, 200)
    await db
      .connection('identity')
      .from('portal_logins')
      .where('id', colleague.loginId)
      .update({ disabled_at: '2026-01-01' })
    assert.equal((await other.get(customer.path('me'))).status, 401)
  })

  test('works in one account and can be switched to another of its own only', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const first = await PortalCustomer.create(tenant, 'manager', 'Alpha GmbH')
    const second = await PortalCustomer.create(tenant, 'manager', 'Beta GmbH')
    const third = await PortalCustomer.create(tenant, 'manager', 'Gamma GmbH')
    await openRoom(tenant, first.contactId, second.accountId, 'user')
    const ticket = await second.openTicket('Nur bei Beta')
    await tenant.run(() =>
      db.from('tickets').where('id', ticket.id).update({ contact_id: first.contactId })
    )
    const client = await first.signIn()
    assert.equal((await client.get(first.path(`tickets/${ticket.number}`))).status, 404)
    assert.equal(
      (await client.put(first.path('account'), { accountId: third.accountId })).status,
      404
    )
    assert.equal(
      (await client.put(first.path('account'), { accountId: second.accountId })).status,
      204
    )
    assert.equal((await client.get(first.path('me'))).data.account.name, 'Beta GmbH')
    assert.equal((await client.get(first.path(`tickets/${ticket.number}`))).status, 200)
    // The role is the room's: a manager at Alpha is none at Beta.
    assert.equal((await client.get(first.path('invoices'))).status, 403)
  })

  test('signing out ends it, and others can be ended from here', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const stranger = await (await PortalCustomer.create(tenant)).signIn()
    const [here, there] = [await customer.signIn(), await customer.signIn()]
    const sessions = (await here.get(customer.path('sessions'))).data
    assert.lengthOf(sessions, 2)
    const other = sessions.find((each: { current: boolean }) => !each.current)
    assert.equal((await stranger.delete(customer.path(`sessions/${other.id}`))).status, 404)
    assert.equal((await here.delete(customer.path(`sessions/${other.id}`))).status, 204)
    assert.equal((await there.get(customer.path('me'))).status, 401)
    assert.equal((await here.delete(customer.path('session'))).status, 204)
    assert.equal((await here.get(customer.path('me'))).status, 401)
  })

  test('ends all others of its own at once', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const colleague = await (await customer.colleague('user')).signIn()
    const [here, there] = [await customer.signIn(), await customer.signIn()]
    assert.deepEqual((await here.delete(customer.path('sessions'))).data, { ended: 1 })
    assert.equal((await there.get(customer.path('me'))).status, 401)
    assert.equal((await here.get(customer.path('me'))).status, 200)
    assert.equal((await colleague.get(customer.path('me'))).status, 200)
  })

  test('changes the password only with the present one, and ends the other sessions then', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const [here, there] = [await customer.signIn(), await customer.signIn()]
    assert.deepEqual(
      (await here.put(customer.path('password'), { password: 'ein neues Kennwort' })).errorCodes,
      ['password_wrong']
    )
    assert.equal(
      (
        await here.put(customer.path('password'), {
          current: PASSWORD,
          password: 'ein neues Kennwort',
        })
      ).status,
      204
    )
    assert.equal((await there.get(customer.path('me'))).status, 401)
    assert.equal((await here.get(customer.path('me'))).status, 200)
    const fresh = await atTheDoor(tenant)
    assert.equal(
      (await fresh.post(customer.path('session'), { email: customer.email, password: PASSWORD }))
        .status,
      401
    )
    assert.equal(
      (
        await fresh.post(customer.path('session'), {
          email: customer.email,
          password: 'ein neues Kennwort',
        })
      ).status,
      204
    )
  })

  test('that came by a link sets a forgotten password anew', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await atTheDoor(tenant)
    await client.put(customer.path(`login-links/${await customer.linkToken()}`), {})
    assert.deepEqual((await client.get(customer.path('me'))).data.password, {
      set: true,
      asked: false,
    })
    assert.equal(
      (await client.put(customer.path('password'), { password: 'ein neues Kennwort' })).status,
      204
    )
  })
})
