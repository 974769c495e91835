import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Client } from '../support/client.js'
import { TestTenant } from '../support/tenant.js'

const newAccount = async (tenant: TestTenant, client: Client, name: string) =>
  (await client.post(tenant.path('accounts'), { name })).data.number as number

test.group('Contacts', () => {
  test('a contact has several addresses, numbers and customers, stored normalised and in order', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const first = await newAccount(tenant, client, 'Werft Nord')
    const second = await newAccount(tenant, client, 'Anker AG')
    const created = await client.post(tenant.path('contacts'), {
      salutation: 'ms',
      givenName: 'Jördis',
      familyName: 'Petersen-Lüth',
      emails: ['J.Petersen@Werft-Nord.de', 'jp@anker.de'],
      phones: [
        { number: '0431 560123', kind: 'work' },
        { number: '+49 171 1234567', kind: 'mobile' },
      ],
      accounts: [
        { number: first, isPrimary: true },
        { number: second, isPrimary: false },
      ],
    })
    assert.equal(created.status, 201, created.text)
    const { data } = await client.get(tenant.path(`contacts/${created.data.id}`))
    assert.containsSubset(data, {
      name: 'Jördis Petersen-Lüth',
      emails: ['j.petersen@werft-nord.de', 'jp@anker.de'],
      phones: [
        { number: '+49431560123', kind: 'work' },
        { number: '+491711234567', kind: 'mobile' },
      ],
      accounts: [
        { number: first, name: 'Werft Nord', isPrimary: true },
        { number: second, isPrimary: false },
      ],
    })
    assert.lengthOf(await tenant.events('contact.created'), 2)
    const shown = (await client.get(tenant.path(`accounts/${second}`))).data
    assert.deepEqual(
      shown.contacts.map((each: { name: string }) => each.name),
      ['Jördis Petersen-Lüth']
    )
    const listed = (await client.get(tenant.path(`contacts?account=${first}`))).data
    assert.lengthOf(listed, 1)
  })

  test('wrong input is named by field', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const answer = await client.post(tenant.path('contacts'), {
      emails: ['nobody'],
      phones: [{ number: 'x', kind: 'work' }],
    })
    assert.equal(answer.status, 422)
    assert.sameMembers(
      answer.json.errors.map((each: { field: string }) => each.field),
      ['familyName', 'emails.0', 'phones.0.number']
    )
    const unknown = await client.post(tenant.path('contacts'), {
      familyName: 'Petersen',
      accounts: [{ number: 4711, isPrimary: true }],
    })
    assert.deepEqual(unknown.errorCodes, ['account_unknown'])
    assert.lengthOf((await client.get(tenant.path('contacts'))).data, 0)
  })

  test('an address belongs to one contact of the tenant, and to another in another tenant', async ({
    assert,
  }) => {
    const [mine, other] = [await TestTenant.create(), await TestTenant.create()]
    const client = await mine.signIn()
    const person = { familyName: 'Petersen', emails: ['p@werft.de'] }
    assert.equal((await client.post(mine.path('contacts'), person)).status, 201)
    assert.deepEqual((await client.post(mine.path('contacts'), person)).errorCodes, ['email_taken'])
    assert.equal((await (await other.signIn()).post(other.path('contacts'), person)).status, 201)
  })

  test('an update names what really changed, and a stale one is refused', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { id } = (
      await client.post(tenant.path('contacts'), { familyName: 'Petersen', emails: ['p@werft.de'] })
    ).data
    const path = tenant.path(`contacts/${id}`)
    const changed = await client.patch(path, {
      version: 1,
      position: 'Leitung',
      emails: ['p@werft.de'],
    })
    assert.equal(changed.data.position, 'Leitung')
    const swapped = await client.patch(path, { version: 2, emails: ['neu@werft.de', 'p@werft.de'] })
    assert.deepEqual(swapped.data.emails, ['neu@werft.de', 'p@werft.de'])
    assert.equal((await client.get(path)).data.version, 3)
    assert.deepEqual(
      (await tenant.events('contact.updated')).map((event) => event.payload.changed),
      [['position'], ['emails']]
    )
    assert.deepEqual((await client.patch(path, { version: 1, position: 'Nein' })).errorCodes, [
      'version_mismatch',
    ])
  })

  test('a technician adds a contact and changes none; another tenant finds none', async ({
    assert,
  }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const technician = await tenant.as('technician')
    const created = await technician.post(tenant.path('contacts'), { familyName: 'Neumann' })
    assert.equal(created.status, 201)
    const { id } = created.data
    assert.equal(
      (await technician.patch(tenant.path(`contacts/${id}`), { version: 1, familyName: 'X' }))
        .status,
      403
    )
    assert.equal((await technician.post(tenant.path(`contacts/${id}/archival`))).status, 403)
    const stranger = await other.signIn()
    assert.equal((await stranger.get(other.path(`contacts/${id}`))).status, 404)
    assert.equal(
      (await stranger.patch(other.path(`contacts/${id}`), { version: 1, familyName: 'X' })).status,
      404
    )
    assert.equal((await stranger.post(other.path(`contacts/${id}/archival`))).status, 404)
    const auditor = await tenant.as('auditor')
    assert.equal((await auditor.get(tenant.path('contacts'))).data.length, 1)
    assert.equal((await auditor.post(tenant.path('contacts'), { familyName: 'X' })).status, 403)
  })

  test('archiving takes a contact out of the list and back', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { id } = (await client.post(tenant.path('contacts'), { familyName: 'Gegangen' })).data
    assert.equal((await client.post(tenant.path(`contacts/${id}/archival`))).status, 204)
    assert.lengthOf((await client.get(tenant.path('contacts'))).data, 0)
    assert.lengthOf((await client.get(tenant.path('contacts?archived=true'))).data, 1)
    assert.equal((await client.delete(tenant.path(`contacts/${id}/archival`))).status, 204)
    assert.lengthOf((await client.get(tenant.path('contacts'))).data, 1)
  })
})

test.group('Sites', () => {
  test('a site is added, changed and closed', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('dispatcher')
    const number = await newAccount(tenant, client, 'Werft Nord')
    const path = tenant.path(`accounts/${number}/sites`)
    const created = await client.post(path, {
      name: 'Halle 3',
      street: 'Kai 1',
      postcode: '24103',
      city: 'Kiel',
    })
    assert.equal(created.status, 201)
    const { id } = created.data
    assert.equal((await client.patch(`${path}/${id}`, { version: 1, name: 'Halle 4' })).status, 204)
    assert.deepEqual(
      (await client.patch(`${path}/${id}`, { version: 1, name: 'Halle 5' })).errorCodes,
      ['version_mismatch']
    )
    assert.deepEqual(
      (await client.patch(`${path}/${id}`, { version: 2, country: 'AT' })).errorCodes,
      ['postcode_invalid']
    )
    assert.equal((await client.patch(`${path}/${id}`, { version: 2, archived: true })).status, 204)
    const [site] = (await client.get(path)).data
    assert.equal(site.name, 'Halle 4')
    assert.isString(site.archivedAt)
    assert.deepEqual(
      (await tenant.events('site.updated')).map((event) => event.payload.changed),
      [['name'], ['archivedAt']]
    )
  })

  test('a site of another account or tenant is not found, and a technician adds none', async ({
    assert,
  }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const client = await tenant.signIn()
    const first = await newAccount(tenant, client, 'Erste')
    const second = await newAccount(tenant, client, 'Zweite')
    const { id } = (await client.post(tenant.path(`accounts/${first}/sites`), { name: 'Kai' })).data
    assert.equal(
      (await client.patch(tenant.path(`accounts/${second}/sites/${id}`), { version: 1, name: 'X' }))
        .status,
      404
    )
    const stranger = await other.signIn()
    const foreign = await newAccount(other, stranger, 'Fremd')
    assert.equal(
      (
        await stranger.patch(other.path(`accounts/${foreign}/sites/${id}`), {
          version: 1,
          name: 'X',
        })
      ).status,
      404
    )
    assert.equal((await client.post(tenant.path('accounts/4711/sites'), { name: 'X' })).status, 404)
    assert.equal(
      (
        await (
          await tenant.as('technician')
        ).post(tenant.path(`accounts/${first}/sites`), { name: 'X' })
      ).status,
      403
    )
  })
})

test.group('Portal accesses', () => {
  const setUp = async () => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const accountNumber = await newAccount(tenant, client, 'Werft Nord')
    const contact = {
      givenName: 'Jördis',
      familyName: 'Petersen',
      emails: [`jp@${tenant.slug}.test`],
      accounts: [{ number: accountNumber, isPrimary: true }],
    }
    const contactId = (await client.post(tenant.path('contacts'), contact)).data.id as string
    return { tenant, client, accountNumber, contactId }
  }
  const mailsOf = (tenant: TestTenant) =>
    db.connection('identity').from('identity_mails').where('tenant_id', tenant.id)

  test('granting one makes a login and mails the way in', async ({ assert }) => {
    const { tenant, client, accountNumber, contactId } = await setUp()
    const granted = await client.post(tenant.path('portal-accesses'), {
      contactId,
      accountNumber,
      role: 'user',
    })
    assert.equal(granted.status, 201, granted.text)
    const [login] = await db
      .connection('identity')
      .from('portal_logins')
      .where('tenant_id', tenant.id)
    assert.equal(login.email, `jp@${tenant.slug}.test`)
    const [mail] = await mailsOf(tenant)
    assert.equal(mail.recipient, `jp@${tenant.slug}.test`)
    assert.include(mail.body_text, `/portal/${tenant.slug}/enter/`)
    assert.include(mail.body_text, 'Jördis Petersen')
    const [event] = await tenant.events('contact.portal_access_granted')
    assert.equal(event.subject_id, contactId)
    const { data } = await client.get(tenant.path(`contacts/${contactId}`))
    assert.deepEqual(data.portalAccesses, [
      { accountNumber, accountName: 'Werft Nord', role: 'user' },
    ])
  })

  test('granting again sends the link again and keeps one login', async ({ assert }) => {
    const { tenant, client, accountNumber, contactId } = await setUp()
    for (const role of ['user', 'manager'])
      await client.post(tenant.path('portal-accesses'), { contactId, accountNumber, role })
    assert.lengthOf(await mailsOf(tenant), 2)
    assert.lengthOf(
      await db.connection('identity').from('portal_logins').where('tenant_id', tenant.id),
      1
    )
    assert.equal(
      (await client.get(tenant.path(`contacts/${contactId}`))).data.portalAccesses[0].role,
      'manager'
    )
  })

  test('the role is changed and the access revoked, once', async ({ assert }) => {
    const { tenant, client, accountNumber, contactId } = await setUp()
    const path = tenant.path(`portal-accesses/${contactId}/${accountNumber}`)
    assert.equal((await client.patch(path, { role: 'manager' })).status, 404)
    await client.post(tenant.path('portal-accesses'), { contactId, accountNumber, role: 'user' })
    assert.equal((await client.patch(path, { role: 'manager' })).status, 204)
    assert.equal((await client.patch(path, { role: 'king' })).status, 422)
    assert.equal((await client.delete(path)).status, 204)
    assert.equal((await client.delete(path)).status, 404)
    assert.lengthOf(await tenant.events('contact.portal_access_revoked'), 1)
  })

  test('who leaves the customer leaves its portal', async ({ assert }) => {
    const { tenant, client, accountNumber, contactId } = await setUp()
    await client.post(tenant.path('portal-accesses'), { contactId, accountNumber, role: 'user' })
    await client.patch(tenant.path(`contacts/${contactId}`), { version: 1, accounts: [] })
    assert.lengthOf(await tenant.run(() => db.from('portal_accesses')), 0)
  })

  test('refused without an address, for a stranger to the customer, for an archived one and by role', async ({
    assert,
  }) => {
    const { tenant, client, accountNumber, contactId } = await setUp()
    const bare = (
      await client.post(tenant.path('contacts'), {
        familyName: 'Stumm',
        accounts: [{ number: accountNumber, isPrimary: false }],
      })
    ).data.id
    const grant = (input: object, by = client) =>
      by.post(tenant.path('portal-accesses'), { contactId, accountNumber, role: 'user', ...input })
    assert.deepEqual((await grant({ contactId: bare })).errorCodes, ['contact_without_email'])
    const elsewhere = await newAccount(tenant, client, 'Andere')
    assert.deepEqual((await grant({ accountNumber: elsewhere })).errorCodes, ['not_at_account'])
    assert.equal((await grant({ contactId: '00000000-0000-7000-8000-000000000000' })).status, 404)
    assert.equal((await grant({}, await tenant.as('technician'))).status, 403)
    await client.post(tenant.path(`contacts/${contactId}/archival`))
    assert.deepEqual((await grant({})).errorCodes, ['archived'])
    assert.lengthOf(await mailsOf(tenant), 0)
  })
})
