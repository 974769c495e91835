import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { issueToken } from '#identity/login_token'
import { Client } from '../support/client.js'
import { PortalCustomer, atTheDoor, portalPath } from '../support/portal.js'
import { PASSWORD, TestTenant } from '../support/tenant.js'
import { makeAccount } from '../support/ticket.js'

const mailsTo = (email: string) =>
  db.connection('identity').from('identity_mails').where('recipient', email)
const linkIn = (text: string) => /\/portal\/[^/]+\/enter\/([\w-]+)/.exec(text)![1]

test.group('Signing in to the portal', () => {
  test('the right password opens the room of the contact’s account', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await customer.signIn()
    const { data } = await client.get(customer.path('me'))
    assert.equal(data.contact.name, 'Sabine Möller')
    assert.equal(data.account.name, 'Steuerkanzlei Möller & Partner')
    assert.equal(data.tenant.name, `Tenant ${tenant.slug}`)
    assert.deepEqual(
      data.accounts.map((each: { accountId: string }) => each.accountId),
      [customer.accountId]
    )
  })

  test('a wrong password, an unknown address and a contact without a room are refused in the same words', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const closed = await customer.colleague('user')
    await tenant.run(() =>
      db.from('portal_accesses').where('contact_id', closed.contactId).delete()
    )
    const client = await atTheDoor(tenant)
    const wrong = await client.post(customer.path('session'), {
      email: customer.email,
      password: 'not the password',
    })
    const unknown = await client.post(customer.path('session'), {
      email: 'nobody@example.test',
      password: PASSWORD,
    })
    const outside = await client.post(customer.path('session'), {
      email: closed.email,
      password: PASSWORD,
    })
    assert.deepEqual([wrong.status, unknown.status, outside.status], [401, 401, 401])
    assert.deepEqual(unknown.json, wrong.json)
    assert.deepEqual(outside.json, wrong.json)
  })

  test('guessing is stopped, also for the right password', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await atTheDoor(tenant)
    for (let attempt = 0; attempt < 8; attempt++)
      await client.post(customer.path('session'), { email: customer.email, password: 'guess' })
    assert.equal(
      (await client.post(customer.path('session'), { email: customer.email, password: PASSWORD }))
        .status,
      429
    )
    await db.connection('identity').from('throttles').delete()
  })

  test('a password of one tenant’s portal opens no other’s', async ({ assert }) => {
    const [one, other] = [await TestTenant.create(), await TestTenant.create()]
    const customer = await PortalCustomer.create(one)
    const client = await atTheDoor(other)
    assert.equal(
      (
        await client.post(portalPath(other, 'session'), {
          email: customer.email,
          password: PASSWORD,
        })
      ).status,
      401
    )
  })

  test('a post without the forgery token is refused, and so is one with the staff’s', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const bare = new Client()
    const answer = await fetch(bare.origin + customer.path('session'), {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    assert.equal(answer.status, 403)
    const staff = await tenant.signIn()
    assert.deepEqual(
      (await staff.post(customer.path('session'), { email: customer.email, password: PASSWORD }))
        .errorCodes,
      ['csrf']
    )
  })

  test('the forgery token is for the portal’s pages alone, so that a staff tab beside it keeps its own', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const token = (cookies: string[]) => cookies.find((cookie) => cookie.startsWith('XSRF-TOKEN='))
    const portal = await (await atTheDoor(tenant)).get(portalPath(tenant, 'branding'))
    const staff = await new Client().get('/api/session')
    assert.match(token(portal.headers.getSetCookie())!, /; Path=\/portal;/)
    assert.match(token(staff.headers.getSetCookie())!, /; Path=\/;/)
  })

  test('a link by mail signs in once; the second time it is refused', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await atTheDoor(tenant)
    assert.equal(
      (await client.post(customer.path('login-links'), { email: customer.email.toUpperCase() }))
        .status,
      204
    )
    const [mail] = await mailsTo(customer.email)
    assert.equal(mail.tenant_id, tenant.id)
    const token = linkIn(mail.body_text)
    assert.equal((await client.put(customer.path(`login-links/${token}`), {})).status, 204)
    assert.equal((await client.get(customer.path('me'))).status, 200)
    const again = await (await atTheDoor(tenant)).put(customer.path(`login-links/${token}`), {})
    assert.deepEqual([again.status, again.errorCodes], [422, ['link_expired']])
  })

  test('asking for a link answers the same for an unknown address, and mails nobody', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await atTheDoor(tenant)
    const known = await client.post(customer.path('login-links'), { email: customer.email })
    const unknown = await client.post(customer.path('login-links'), { email: 'nobody@kunde.test' })
    assert.deepEqual([unknown.status, unknown.text], [known.status, known.text])
    assert.lengthOf(await mailsTo('nobody@kunde.test'), 0)
  })

  test('links cannot be asked for without end', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await atTheDoor(tenant)
    const statuses = []
    for (let attempt = 0; attempt < 9; attempt++)
      statuses.push(
        (await client.post(customer.path('login-links'), { email: customer.email })).status
      )
    assert.deepEqual(statuses, [...Array(8).fill(204), 429])
    await db.connection('identity').from('throttles').delete()
  })

  test('a link works at the tenant that sent it only', async ({ assert }) => {
    const [one, other] = [await TestTenant.create(), await TestTenant.create()]
    const customer = await PortalCustomer.create(one)
    const client = await atTheDoor(other)
    assert.equal(
      (await client.put(portalPath(other, `login-links/${await customer.linkToken()}`), {})).status,
      422
    )
    assert.equal((await client.get(portalPath(other, 'me'))).status, 401)
  })

  test('a staff reset link does not open the portal', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const user = await db
      .connection('identity')
      .from('users')
      .where('email', tenant.ownerEmail)
      .firstOrFail()
    const token = await issueToken('reset', { userId: user.id })
    const client = await atTheDoor(tenant)
    assert.equal((await client.put(portalPath(tenant, `login-links/${token}`), {})).status, 422)
  })

  test('an invitation signs in and may bring the first password; one that is too short does not use it up', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    await db
      .connection('identity')
      .from('portal_logins')
      .where('id', customer.loginId)
      .update({ password_hash: null })
    const token = await issueToken('portal_invite', {
      tenantId: tenant.id,
      portalLoginId: customer.loginId,
    })
    const client = await atTheDoor(tenant)
    assert.equal(
      (await client.put(customer.path(`login-links/${token}`), { password: 'short' })).status,
      422
    )
    assert.equal(
      (await client.put(customer.path(`login-links/${token}`), { password: PASSWORD })).status,
      204
    )
    await customer.signIn()
  })

  test('what staff grants is mailed as an invitation that opens the portal', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const account = await makeAccount(tenant, 'Bäckerei Ötjen', 'anke@oetjen.test')
    const staff = await tenant.as('admin')
    const granted = await staff.post(tenant.path('portal-accesses'), {
      contactId: account.contactId,
      accountNumber: account.number,
      role: 'user',
    })
    assert.equal(granted.status, 201, granted.text)
    const [mail] = await mailsTo(account.email)
    const client = await atTheDoor(tenant)
    assert.equal(
      (await client.put(portalPath(tenant, `login-links/${linkIn(mail.body_text)}`), {})).status,
      204
    )
    assert.equal((await client.get(portalPath(tenant, 'me'))).data.account.name, 'Bäckerei Ötjen')
  })
})

test.group('The portal’s door', () => {
  test('shows name, colour and phone of the house, and nothing of an unknown one', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      await db.from('tenants').update({ brand_color: '#7a1f3d' })
      await db.from('companies').update({ phone: '+49 431 556010' })
    })
    const client = new Client()
    assert.deepEqual((await client.get(portalPath(tenant, 'branding'))).data, {
      slug: tenant.slug,
      name: `Tenant ${tenant.slug}`,
      brandColor: '#7a1f3d',
      phone: { dial: '+49431556010', text: '0431 556010' },
    })
    assert.equal((await client.get('/api/portal/gibt-es-nicht/branding')).status, 404)
  })
})
