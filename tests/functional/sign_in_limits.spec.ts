import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { issueToken } from '#identity/login_token'
import { networkOf, trustedProxies } from '#core/trusted_proxies'
import { Client } from '../support/client.js'
import { PortalCustomer, portalPath } from '../support/portal.js'
import { PASSWORD, TestTenant, unique } from '../support/tenant.js'

const at = (address: string) => new Client('de', undefined, address)

const signIn = (client: Client, email: string, password = PASSWORD) =>
  client.post('/api/session', { email, password })

async function fail(client: Client, email: string, times: number): Promise<number[]> {
  const statuses = []
  for (let attempt = 0; attempt < times; attempt++)
    statuses.push((await signIn(client, email, 'guess')).status)
  return statuses
}

const throttles = () => db.connection('identity').from('throttles')
const mailsTo = (email: string) =>
  db.connection('identity').from('identity_mails').where('recipient', email)

/** What a hundred strangers did, without waiting for them. */
const failedElsewhere = (key: string, points: number) =>
  db
    .connection('identity')
    .table('throttles')
    .insert({ key, points, expires_at: new Date(Date.now() + 900_000) })

test.group('Guessing at passwords', (group) => {
  group.tap((each) => each.skip(process.platform !== 'linux', 'needs 127.0.0.2'))
  group.each.setup(() => async () => {
    await throttles().delete()
  })

  test('is stopped for that account at that address, also for the right password', async ({
    assert,
  }) => {
    const { ownerEmail } = await TestTenant.create()
    assert.deepEqual(await fail(at('127.0.0.2'), ownerEmail, 9), [...Array(8).fill(401), 429])
    const right = await signIn(at('127.0.0.2'), ownerEmail)
    assert.equal(right.status, 429)
    assert.equal(right.json.errors[0].message, 'Zu viele Versuche. Bitte warten Sie 15 Minuten.')
  })

  test('stops neither another account there nor the account elsewhere', async ({ assert }) => {
    const [one, other] = [await TestTenant.create(), await TestTenant.create()]
    await fail(at('127.0.0.2'), one.ownerEmail, 9)
    assert.equal((await signIn(at('127.0.0.2'), other.ownerEmail)).status, 200)
    assert.equal((await signIn(at('127.0.0.3'), one.ownerEmail)).status, 200)
  })

  test('does not touch a device that the account knows, at the same address', async ({
    assert,
  }) => {
    const { ownerEmail } = await TestTenant.create()
    const known = at('127.0.0.2')
    assert.equal((await signIn(known, ownerEmail)).status, 200)
    await fail(at('127.0.0.2'), ownerEmail, 9)
    assert.equal((await signIn(known, ownerEmail)).status, 200)
  })

  test('is stopped at a known device, too, and a device is known to its own accounts only', async ({
    assert,
  }) => {
    const [mine, other] = [await TestTenant.create(), await TestTenant.create()]
    const known = at('127.0.0.2')
    await signIn(known, mine.ownerEmail)
    assert.equal((await fail(known, mine.ownerEmail, 9)).at(-1), 429)
    await fail(at('127.0.0.2'), other.ownerEmail, 9)
    assert.equal((await signIn(known, other.ownerEmail)).status, 429)
  })

  test('with fifty invented accounts refuses nobody behind the address, in the portal either', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const known = at('127.0.0.2')
    await signIn(known, tenant.ownerEmail)
    const guesser = at('127.0.0.2')
    for (let each = 0; each < 50; each++) await fail(guesser, `${unique('nobody')}@x.test`, 1)

    const before = performance.now()
    assert.equal((await signIn(known, tenant.ownerEmail)).status, 200)
    assert.isBelow(performance.now() - before, 1900, 'a known device does not wait')

    const began = performance.now()
    assert.equal((await signIn(at('127.0.0.2'), tenant.ownerEmail)).status, 200)
    assert.isAbove(performance.now() - began, 1900, 'a stranger waits')

    const visitor = at('127.0.0.2')
    await visitor.get(portalPath(tenant, 'me'))
    const entered = await visitor.post(customer.path('session'), {
      email: customer.email,
      password: PASSWORD,
    })
    assert.equal(entered.status, 204)
  }).timeout(60_000)

  test('by a hundred strangers leaves the account to its known devices and to a link by mail', async ({
    assert,
  }) => {
    const { ownerEmail } = await TestTenant.create()
    const known = at('127.0.0.2')
    await signIn(known, ownerEmail)
    await failedElsewhere(`sign-in:${ownerEmail}`, 99)
    assert.deepEqual(await fail(at('127.0.0.3'), ownerEmail, 2), [401, 429])
    const paused = await signIn(at('127.0.0.4'), ownerEmail)
    assert.deepEqual([paused.status, paused.errorCodes], [429, ['sign_in_paused']])
    assert.include(paused.json.errors[0].message, 'Link per E-Mail')
    assert.equal((await signIn(known, ownerEmail)).status, 200)

    const elsewhere = at('127.0.0.4')
    const { id } = await db
      .connection('identity')
      .from('users')
      .where('email', ownerEmail)
      .firstOrFail()
    const token = await issueToken('reset', { userId: id })
    await elsewhere.put(`/api/password-resets/${token}`, { password: PASSWORD })
    assert.equal((await signIn(elsewhere, ownerEmail)).status, 200)
  })

  test('many at once are many', async ({ assert }) => {
    const { ownerEmail } = await TestTenant.create()
    const client = at('127.0.0.2')
    await client.get('/api/session')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => signIn(client, ownerEmail, 'guess'))
    )
    assert.lengthOf(
      answers.filter(({ status }) => status === 401),
      8
    )
  })

  test('begins anew after a success', async ({ assert }) => {
    const { ownerEmail } = await TestTenant.create()
    await fail(at('127.0.0.2'), ownerEmail, 7)
    assert.equal((await signIn(at('127.0.0.2'), ownerEmail)).status, 200)
    assert.deepEqual(await fail(at('127.0.0.2'), ownerEmail, 2), [401, 401])
  })

  test('asking for links uses up no attempt to sign in', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = at('127.0.0.2')
    const asked = []
    for (let each = 0; each < 9; each++)
      asked.push((await client.post('/api/password-resets', { email: tenant.ownerEmail })).status)
    assert.deepEqual(asked, [...Array(8).fill(204), 429])
    assert.equal((await signIn(at('127.0.0.2'), tenant.ownerEmail)).status, 200)
  })

  test('more than ten mails to one account do not leave, and the answer is the same', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    for (const address of ['127.0.0.2', '127.0.0.3'])
      for (let each = 0; each < 6; each++) {
        const { status } = await at(address).post('/api/password-resets', {
          email: tenant.ownerEmail,
        })
        assert.equal(status, 204)
      }
    assert.lengthOf(await mailsTo(tenant.ownerEmail), 10)
  })

  test('a forged X-Forwarded-For does not walk around it', async ({ assert }) => {
    const { ownerEmail } = await TestTenant.create()
    const client = at('127.0.0.2')
    const statuses = []
    for (let each = 0; each < 9; each++)
      statuses.push(
        (
          await client.request(
            'POST',
            '/api/session',
            { email: ownerEmail, password: 'guess' },
            { 'x-forwarded-for': `203.0.113.${each}` }
          )
        ).status
      )
    assert.equal(statuses.at(-1), 429)
  })
})

test.group('Proxies that are trusted', () => {
  test('are those that were named, nobody by default', ({ assert }) => {
    assert.isFalse(trustedProxies(undefined)('127.0.0.1'))
    const trusted = trustedProxies('127.0.0.1, 10.1.0.0/16, fd00::/8')
    assert.isTrue(trusted('127.0.0.1'))
    assert.isTrue(trusted('::ffff:10.1.2.3'))
    assert.isTrue(trusted('fd00::7'))
    assert.isFalse(trusted('10.2.0.1'))
    assert.isFalse(trusted('unknown'))
    assert.throws(() => trustedProxies('the proxy'))
  })

  test('an IPv6 address counts by its first 64 bits', ({ assert }) => {
    assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:DB8:1:2::9'))
    assert.notEqual(networkOf('2001:db8:1:2::9'), networkOf('2001:db8:1:3::9'))
    assert.equal(networkOf('::ffff:192.0.2.7'), '192.0.2.7')
  })
})
