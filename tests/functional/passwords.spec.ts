import { test } from '@japa/runner'
import { sql } from '#core/sql'
import { sendIdentityMails } from '#identity/send_identity_mails'
import { Client } from '../support/client.js'
import { PASSWORD, TestTenant } from '../support/tenant.js'

const NEW = 'ein ganz anderes Kennwort'

async function mailedLink(recipient: string): Promise<string> {
  const [mail] = await sql<{ body_text: string }>(
    'select body_text from identity_mails where recipient = ? order by created_at desc, id desc limit 1',
    [recipient],
    'identity'
  )
  return /\/(?:reset|invite)\/([\w-]+)/.exec(mail.body_text)![1]
}

test.group('Passwords', () => {
  test('a reset link sets a new one once and ends every session', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const signedIn = await tenant.signIn()
    const client = new Client()
    assert.equal(
      (await client.post('/api/password-resets', { email: tenant.ownerEmail })).status,
      204
    )
    const token = await mailedLink(tenant.ownerEmail)
    assert.equal(
      (await client.put(`/api/password-resets/${token}`, { password: 'kurz' })).status,
      422
    )
    assert.equal((await client.put(`/api/password-resets/${token}`, { password: NEW })).status, 204)
    assert.deepEqual(
      (await client.put(`/api/password-resets/${token}`, { password: NEW })).errorCodes,
      ['link_expired']
    )
    assert.equal((await signedIn.get('/api/session')).status, 401)
    assert.equal(
      (await new Client().post('/api/session', { email: tenant.ownerEmail, password: PASSWORD }))
        .status,
      401
    )
    assert.equal(
      (await new Client().post('/api/session', { email: tenant.ownerEmail, password: NEW })).status,
      200
    )
  })

  test('an unknown address gets the same answer and no mail', async ({ assert }) => {
    const email = `nobody-${crypto.randomUUID()}@example.test`
    assert.equal((await new Client().post('/api/password-resets', { email })).status, 204)
    assert.lengthOf(
      await sql('select 1 from identity_mails where recipient = ?', [email], 'identity'),
      0
    )
  })

  test('an invitation makes a member who chooses the password; the tenant’s admin never touches it', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const admin = await tenant.as('admin')
    const email = `neu@${tenant.slug}.test`
    assert.equal(
      (await admin.post(tenant.path('members'), { email, name: 'Neu Mann', role: 'technician' }))
        .status,
      201
    )
    const token = await mailedLink(email)
    const client = new Client()
    assert.equal((await client.put(`/api/password-resets/${token}`, { password: NEW })).status, 204)
    assert.equal(
      (await client.post('/api/session', { email, password: NEW })).data.memberships[0].slug,
      tenant.slug
    )
    assert.equal(
      (
        await (
          await tenant.as('technician')
        ).post(tenant.path('members'), { email: 'x@y.test', name: 'X', role: 'owner' })
      ).status,
      403
    )
  })

  test('the last owner cannot be taken away', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const owner = await tenant.signIn()
    const [member] = (await owner.get(tenant.path('members'))).data
    const answer = await owner.patch(tenant.path(`members/${member.id}`), {
      role: 'technician',
      version: member.version,
    })
    assert.deepEqual(answer.errorCodes, ['last_owner'])
  })

  test('a mail that the server refuses is shown as failed, one that left as sent', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await new Client().post('/api/password-resets', { email: tenant.ownerEmail })
    const sent: unknown[] = []
    const carrier = {
      transmit: async (mail: { to?: unknown }) => void sent.push(mail.to),
      isFinal: () => true,
      isUncertain: () => false,
    }
    await sendIdentityMails(carrier, 'Kontor <kontor@example.test>')
    assert.include(sent, tenant.ownerEmail)
    await new Client().post('/api/password-resets', { email: tenant.ownerEmail })
    const refusing = { ...carrier, transmit: () => Promise.reject(new Error('550 no')) }
    await sendIdentityMails(refusing, 'Kontor <kontor@example.test>')
    const states = await sql<{ state: string }>(
      'select state from identity_mails where recipient = ? order by created_at',
      [tenant.ownerEmail],
      'identity'
    )
    assert.deepEqual(
      states.map(({ state }) => state),
      ['sent', 'failed']
    )
  })
})

test.group('Owners', () => {
  test('are made and unmade by owners only', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const admin = await tenant.as('admin')
    const email = `chef@${tenant.slug}.test`
    assert.deepEqual(
      (await admin.post(tenant.path('members'), { email, name: 'Chef', role: 'owner' })).errorCodes,
      ['owner_only']
    )
    const members: { id: string; role: string; version: number }[] = (
      await admin.get(tenant.path('members'))
    ).data
    const owner = members.find(({ role }) => role === 'owner')!
    const answer = await admin.patch(tenant.path(`members/${owner.id}`), {
      role: 'auditor',
      version: owner.version,
    })
    assert.deepEqual(answer.errorCodes, ['owner_only'])
  })
})
