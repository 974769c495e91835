import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { Client } from '../support/client.js'
import { PortalCustomer, atTheDoor } from '../support/portal.js'
import { TestTenant, unique } from '../support/tenant.js'
import env from '#start/env'

interface Mail {
  purpose: string
  recipient: string
  text: string
}

const mailsFor = async (tenant: TestTenant, client: Client): Promise<Mail[]> =>
  (await client.get(tenant.path('identity-mails'))).data

const recipients = async (tenant: TestTenant, client: Client) =>
  (await mailsFor(tenant, client)).map(({ recipient }) => recipient)

const forget = (email: string) => new Client().post('/api/password-resets', { email })

async function invite(tenant: TestTenant, client: Client, email = `${unique('neu')}@kontor.test`) {
  const body = { email, name: 'Nele Neu', role: 'technician' }
  const { status } = await client.post(tenant.path('members'), body)
  if (status !== 201) throw new Error(`the invitation answered ${status}`)
  return email
}

test.group('Mails about signing in', (group) => {
  group.each.teardown(() => env.set('SMTP_URL', ''))

  test('are read by an owner while no mail server is set up, and their links work', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const owner = await tenant.signIn()
    const email = await invite(tenant, owner)
    const [mail] = await mailsFor(tenant, owner)
    assert.deepInclude(mail, { purpose: 'invite', recipient: email })
    const token = /\/invite\/([\w-]+)/.exec(mail.text)![1]
    const password = 'ein ganz neues Kennwort'
    assert.equal(
      (await new Client().put(`/api/password-resets/${token}`, { password })).status,
      204
    )
    assert.equal((await new Client().post('/api/session', { email, password })).status, 200)
  })

  test('of the portal are read, too, and of no other house', async ({ assert }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const customer = await PortalCustomer.create(tenant)
    await (await atTheDoor(tenant)).post(customer.path('login-links'), { email: customer.email })
    const [mail] = await mailsFor(tenant, await tenant.as('admin'))
    assert.deepInclude(mail, { purpose: 'portal_link', recipient: customer.email })
    assert.lengthOf(await mailsFor(other, await other.signIn()), 0)
  })

  test('are never read where a mail server is set up', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const owner = await tenant.signIn()
    await invite(tenant, owner)
    const allowed = async () =>
      JSON.stringify((await owner.get(tenant.path('me'))).data.rules).includes('IdentityMail')
    assert.isTrue(await allowed())
    env.set('SMTP_URL', 'smtp://mail.example:25')
    assert.equal((await owner.get(tenant.path('identity-mails'))).status, 403)
    assert.isFalse(await allowed(), 'the page is not offered either')
    const { identityMailsOf } = await import('#identity/identity_mail')
    await assert.rejects(() => identityMailsOf(tenant.id, 'owner'), /not_found/)
  })

  test('are for owners and admins alone', async ({ assert }) => {
    const tenant = await TestTenant.create()
    for (const role of ['dispatcher', 'technician', 'billing', 'auditor'] as const)
      assert.equal(
        (await (await tenant.as(role)).get(tenant.path('identity-mails'))).status,
        403,
        role
      )
  })

  test('to someone who belongs to another tenant, too, are read in neither', async ({ assert }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const [here, there] = [await tenant.signIn(), await other.signIn()]
    const { email } = await tenant.addMember('technician')
    await forget(email)
    assert.include(await recipients(tenant, here), email)
    // An invitation sets the password of an account that others rely on: it must open to nobody but its recipient.
    await invite(other, there, email)
    assert.notInclude(await recipients(other, there), email)
    assert.notInclude(await recipients(tenant, here), email)
    const member = await other.run(() => db.from('members').where('name', 'Nele Neu').first())
    await there.patch(other.path(`members/${member.id}`), { disabled: true, version: 1 })
    assert.notInclude(await recipients(tenant, here), email)
  })

  test('do not make an admin an owner, and strangers’ resets are read by nobody', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const stranger = await TestTenant.create()
    await forget(tenant.ownerEmail)
    await forget(stranger.ownerEmail)
    assert.deepEqual(await recipients(tenant, await tenant.as('admin')), [])
    assert.deepEqual(await recipients(tenant, await tenant.signIn()), [tenant.ownerEmail])
  })

  test('come page by page', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await db
      .connection('identity')
      .table('identity_mails')
      .multiInsert(
        Array.from({ length: 51 }, (_, index) => ({
          purpose: 'portal_link',
          tenant_id: tenant.id,
          recipient: `${index}@kontor.test`,
          subject: 'Link',
          body_text: 'Link',
          state: 'sent',
        }))
      )
    const owner = await tenant.signIn()
    const first = (await owner.get(tenant.path('identity-mails'))).json
    assert.lengthOf(first.data, 50)
    const rest = (await owner.get(tenant.path(`identity-mails?after=${first.meta.next}`))).json
    assert.lengthOf(rest.data, 1)
    assert.isNull(rest.meta.next)
  })
})
