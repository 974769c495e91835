import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { PortalCustomer } from '../support/portal.js'
import { TestTenant } from '../support/tenant.js'

const PROBLEM = {
  subject: 'Drucker druckt nicht',
  text: 'Seit heute früh blinkt er rot.',
  urgency: 'hinders',
}

test.group('Reporting a problem', () => {
  test('opens a ticket of the account under its SLA, with the contact’s words and photo', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await customer.signIn()
    const photo = Buffer.from('a photo')
    const upload = await client.request('POST', customer.path('files?name=Foto.jpg'), photo, {
      'x-file-type': 'image/jpeg',
    })
    assert.equal(upload.status, 201, upload.text)
    const answer = await client.post(customer.path('tickets'), {
      ...PROBLEM,
      urgency: 'standstill',
      files: [upload.data.id],
    })
    assert.equal(answer.status, 201, answer.text)

    const ticket = await tenant.run(() =>
      db.from('tickets').where('number', answer.data.number).firstOrFail()
    )
    assert.deepInclude(ticket, {
      account_id: customer.accountId,
      contact_id: customer.contactId,
      channel: 'portal',
      priority: 'high',
      category: 'new',
      requester_email: customer.email,
    })
    assert.isNotNull(ticket.next_due_at)
    const [message] = await tenant.run(() =>
      db.from('ticket_messages').where('ticket_id', ticket.id)
    )
    assert.deepInclude(message, {
      direction: 'in',
      channel: 'portal',
      audience: 'customer',
      author_contact_id: customer.contactId,
      body_text: PROBLEM.text,
      send_after: null,
    })
    assert.lengthOf(await tenant.events('ticket.created'), 1)
    const [event] = await tenant.run(() => db.from('events').where('type', 'ticket.created'))
    assert.equal(event.actor, `contact:${customer.contactId}`)

    const page = (await client.get(customer.path(`tickets/${answer.data.number}`))).data
    assert.equal(page.status.name, 'Eingegangen')
    assert.deepEqual(
      page.messages[0].files.map((file: { name: string }) => file.name),
      ['Foto.jpg']
    )
    const shown = await client.get(customer.path(`files/${page.messages[0].files[0].id}?inline=1`))
    assert.deepEqual(
      [shown.status, shown.headers.get('content-type'), shown.bytes],
      [200, 'image/jpeg', photo]
    )
    assert.match(shown.headers.get('content-security-policy')!, /sandbox/)
  })

  test('says which field is missing, and leaves nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await customer.signIn()
    const answer = await client.post(customer.path('tickets'), {
      subject: ' ',
      text: '',
      urgency: 'now',
    })
    assert.equal(answer.status, 422)
    assert.deepEqual(
      answer.json.errors.map((error: { field: string }) => error.field),
      ['subject', 'text', 'urgency']
    )
    assert.lengthOf(await tenant.run(() => db.from('tickets')), 0)
  })

  test('with a file that is not one’s own upload leaves nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const other = await customer.colleague('user')
    const client = await customer.signIn()
    const foreign = await (
      await other.signIn()
    ).request('POST', customer.path('files?name=fremd.txt'), Buffer.from('fremd'))
    const raw = await tenant.run(() => db.from('files').where('name', 'fremd.txt').firstOrFail())
    for (const receipt of [foreign.data.id, raw.id, 'erfunden']) {
      const answer = await client.post(customer.path('tickets'), { ...PROBLEM, files: [receipt] })
      assert.deepEqual([answer.status, answer.errorCodes], [422, ['file_unknown']])
    }
    assert.lengthOf(await tenant.run(() => db.from('tickets')), 0)
    assert.lengthOf(await tenant.events('ticket.created'), 0)
  })

  test('takes an upload into one message only', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await customer.signIn()
    const { data } = await client.request(
      'POST',
      customer.path('files?name=Foto.jpg'),
      Buffer.from('x')
    )
    assert.equal(
      (await client.post(customer.path('tickets'), { ...PROBLEM, files: [data.id] })).status,
      201
    )
    assert.deepEqual(
      (await client.post(customer.path('tickets'), { ...PROBLEM, files: [data.id] })).errorCodes,
      ['file_unknown']
    )
  })

  test('refuses a file that is empty, nameless or too large, and keeps none of it', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const client = await customer.signIn()
    assert.deepEqual(
      (await client.request('POST', customer.path('files?name=leer.txt'), Buffer.alloc(0)))
        .errorCodes,
      ['file_empty']
    )
    assert.deepEqual(
      (await client.request('POST', customer.path('files'), Buffer.from('x'))).errorCodes,
      ['file_name_missing']
    )
    const large = await client.request(
      'POST',
      customer.path('files?name=Film.mov'),
      Buffer.alloc(25 * 1024 * 1024 + 1)
    )
    assert.deepEqual([large.status, large.errorCodes], [413, ['file_too_large']])
    assert.lengthOf(await tenant.run(() => db.from('files')), 0)
  })
})
