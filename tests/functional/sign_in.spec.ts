import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Client } from '../support/client.js'
import { PASSWORD, TestTenant } from '../support/tenant.js'

test.group('Signing in', () => {
  test('the right password opens a session that knows its tenants', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const answer = await client.get('/api/session')
    assert.equal(answer.status, 200)
    assert.deepEqual(
      answer.data.memberships.map((each: { slug: string }) => each.slug),
      [tenant.slug]
    )
  })

  test('a wrong password and an unknown address are refused in the same words', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = new Client()
    const wrong = await client.post('/api/session', {
      email: tenant.ownerEmail,
      password: 'not the password',
    })
    const unknown = await client.post('/api/session', {
      email: 'nobody@example.test',
      password: 'not the password',
    })
    assert.equal(wrong.status, 401)
    assert.deepEqual(unknown.json, wrong.json)
  })

  test('guessing locks the guesser out and not others', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = new Client()
    for (let attempt = 0; attempt < 8; attempt++) {
      await client.post('/api/session', { email: tenant.ownerEmail, password: 'guess' })
    }
    const locked = await client.post('/api/session', {
      email: tenant.ownerEmail,
      password: PASSWORD,
    })
    assert.equal(locked.status, 429)
    const other = await TestTenant.create()
    assert.equal(
      (await new Client().post('/api/session', { email: other.ownerEmail, password: PASSWORD }))
        .status,
      200
    )
    await db.connection('identity').from('throttles').delete()
  })

  test('a post without the CSRF token is refused', async ({ assert }) => {
    const client = new Client()
    const answer = await fetch(`${client.origin}/api/session`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    assert.equal(answer.status, 403)
  })

  test('someone who is not a member finds no tenant', async ({ assert }) => {
    const mine = await TestTenant.create()
    const other = await TestTenant.create()
    const client = await mine.signIn()
    assert.equal((await client.get(mine.path('me'))).status, 200)
    assert.equal((await client.get(other.path('me'))).status, 404)
    assert.equal((await new Client().get(mine.path('me'))).status, 401)
  })

  test('ending a session on another device signs it out', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const here = await tenant.signIn()
    const there = await tenant.signIn()
    const sessions = (await here.get('/api/sessions')).data
    const other = sessions.find((each: { current: boolean }) => !each.current)
    assert.equal((await here.delete(`/api/sessions/${other.id}`)).status, 204)
    assert.equal((await there.get('/api/session')).status, 401)
    assert.equal((await here.get('/api/session')).status, 200)
  })

  test('one’s sessions say when and where they were used, this one first', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const here = await tenant.signIn()
    await tenant.signIn()
    await db
      .connection('identity')
      .from('sessions')
      .where('user_id', (await userOf(tenant)).id)
      .update({ last_seen_at: '2026-01-02T03:04:05Z' })
    const [first, second] = (await here.get('/api/sessions')).data
    assert.isTrue(first.current)
    assert.deepInclude(second, {
      current: false,
      address: '127.0.0.1',
      lastSeenAt: '2026-01-02T03:04:05.000Z',
    })
    assert.isAtMost(second.id.length, 12, 'the whole id would open the session')
  })

  test('all other sessions are ended at once, and nobody else’s', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const [here, there, elsewhere] = [
      await tenant.signIn(),
      await tenant.signIn(),
      await tenant.signIn(),
    ]
    const colleague = await tenant.as('technician')
    assert.deepEqual((await here.delete('/api/sessions')).data, { ended: 2 })
    assert.equal((await there.get('/api/session')).status, 401)
    assert.equal((await elsewhere.get('/api/session')).status, 401)
    assert.equal((await here.get('/api/session')).status, 200)
    assert.equal((await colleague.get('/api/session')).status, 200)
    assert.deepEqual((await here.delete('/api/sessions')).data, { ended: 0 })
  })
})

const userOf = (tenant: TestTenant) =>
  db.connection('identity').from('users').where('email', tenant.ownerEmail).firstOrFail()
