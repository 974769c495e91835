import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { Ticket } from '#tickets/ticket'
import { TicketMessage } from '#tickets/ticket_message'
import {
  PortalCustomer,
  addMessage,
  atTheDoor,
  makeInvoice,
  portalPath,
} from '../support/portal.js'
import { TestTenant } from '../support/tenant.js'

/** Everything that a stranger could ask for by a number or an id. */
const doors = (ticket: Ticket, fileId: string, invoiceId: string): [string, string, object?][] => [
  ['GET', `tickets/${ticket.number}`],
  ['POST', `tickets/${ticket.number}/messages`, { text: 'Hallo' }],
  ['POST', `tickets/${ticket.number}/solution`],
  ['DELETE', `tickets/${ticket.number}/solution`],
  ['GET', `files/${fileId}`],
  ['GET', `invoices/${invoiceId}/pdf`],
]

async function expectNothing(
  assert: Assert,
  stranger: PortalCustomer,
  at: TestTenant,
  wanted: [string, string, object?][]
) {
  const client = await stranger.signIn()
  for (const [method, path, body] of wanted) {
    assert.equal(
      (await client.request(method, portalPath(at, path), body)).status,
      404,
      `${method} ${path}`
    )
  }
}

test.group('The wall between customers', () => {
  test('another customer of the same tenant finds none of it, and the owner all of it', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const stranger = await PortalCustomer.create(tenant, 'manager', 'Fremd GmbH')
    const ticket = await customer.openTicket()
    const { fileId } = await addMessage(tenant, ticket, { text: 'Vertraulich' })
    const invoice = await makeInvoice(customer, '2026-0042')
    const wanted = doors(ticket, fileId, invoice.id)
    await expectNothing(assert, stranger, tenant, wanted)
    const outsider = await stranger.signIn()
    for (const list of ['tickets', 'invoices'])
      assert.deepEqual((await outsider.get(stranger.path(list))).data, [])
    const client = await customer.signIn()
    for (const [method, path, body] of wanted)
      assert.oneOf(
        (await client.request(method, customer.path(path), body)).status,
        [200, 204],
        path
      )
    assert.lengthOf(
      await tenant.run(() => db.from('ticket_messages').where('ticket_id', ticket.id)),
      2
    )
  })

  test('a customer of another tenant finds none of it, there or here', async ({ assert }) => {
    const [tenant, foreign] = [await TestTenant.create(), await TestTenant.create()]
    const customer = await PortalCustomer.create(tenant)
    const stranger = await PortalCustomer.create(foreign)
    const ticket = await customer.openTicket()
    const { fileId } = await addMessage(tenant, ticket, { text: 'Vertraulich' })
    const invoice = await makeInvoice(customer, '2026-0042')
    await expectNothing(assert, stranger, tenant, doors(ticket, fileId, invoice.id))
    await expectNothing(assert, stranger, tenant, [
      ['GET', 'me'],
      ['GET', 'tickets'],
      ['GET', 'invoices'],
      ['GET', 'sessions'],
    ])
    // In its own portal the same number may exist, but not this ticket.
    await expectNothing(assert, stranger, foreign, doors(ticket, fileId, invoice.id))
  })

  test('without a session every route but the door answers 401', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket()
    const client = await atTheDoor(tenant)
    const routes: [string, string, object?][] = [
      ...doors(ticket, ticket.id, ticket.id),
      ['GET', 'me'],
      ['PUT', 'account', {}],
      ['PUT', 'password', {}],
      ['GET', 'sessions'],
      ['DELETE', 'sessions/x'],
      ['GET', 'tickets'],
      ['POST', 'tickets', {}],
      ['POST', 'files?name=x', {}],
      ['GET', 'invoices'],
    ]
    for (const [method, path, body] of routes)
      assert.equal((await client.request(method, customer.path(path), body)).status, 401, path)
  })

  test('a ticket without an account, or merged away, is in no portal', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const [triage, merged, kept] = [
      await customer.openTicket(),
      await customer.openTicket(),
      await customer.openTicket(),
    ]
    await tenant.run(async () => {
      await db.from('tickets').where('id', triage.id).update({ account_id: null })
      await db.from('tickets').where('id', merged.id).update({ merged_into: kept.id })
    })
    const client = await customer.signIn()
    assert.deepEqual(
      (await client.get(customer.path('tickets'))).data.map(
        (each: { number: number }) => each.number
      ),
      [kept.number]
    )
    for (const gone of [triage, merged])
      assert.equal((await client.get(customer.path(`tickets/${gone.number}`))).status, 404)
  })
})

test.group('The wall before our own work', () => {
  test('internal notes and mails to third parties never appear, nor their files or their time', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const opened = DateTime.utc().minus({ days: 2 })
    const ticket = await customer.openTicket('Drucker', opened)
    await addMessage(tenant, ticket, { text: 'Er druckt nicht.' }, opened)
    const note = await addMessage(tenant, ticket, {
      text: 'Kunde zahlt schlecht',
      audience: 'internal',
      direction: 'none',
      channel: 'note',
    })
    const outside = await addMessage(tenant, ticket, {
      text: 'Frage an den Hersteller',
      audience: 'third_party',
      to: ['support@hersteller.test'],
    })
    const client = await customer.signIn()
    const answer = await client.get(customer.path(`tickets/${ticket.number}`))
    assert.deepEqual(
      answer.data.messages.map((each: { text: string }) => each.text),
      ['Er druckt nicht.']
    )
    assert.equal(answer.data.lastMessageAt, opened.toISO())
    for (const { fileId } of [note, outside])
      assert.equal((await client.get(customer.path(`files/${fileId}`))).status, 404)
  })

  test('a reply is invisible until it can no longer be taken back, and one taken back stays so', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket('Drucker', DateTime.utc().minus({ hours: 1 }))
    const fromStaff = (text: string, clock: DateTime) =>
      addMessage(
        tenant,
        ticket,
        { text, direction: 'out', authorName: 'Anna Jessen', authorMemberId: tenant.ownerId },
        clock
      )
    const now = DateTime.utc()
    const sent = await fromStaff('Gesendet', now.minus({ minutes: 5 }))
    const undone = await fromStaff('Versehentlich', now.minus({ minutes: 4 }))
    const waiting = await fromStaff('Noch nicht', now.plus({ minutes: 1 }))
    await tenant.run(
      async () =>
        (await TicketMessage.findOrFail(undone.id)).undo(await Ticket.findOrFail(ticket.id)),
      now.minus({ minutes: 4 })
    )
    const client = await customer.signIn()
    const { data } = await client.get(customer.path(`tickets/${ticket.number}`))
    assert.deepEqual(
      data.messages.map((each: { text: string; fromStaff: boolean }) => [
        each.text,
        each.fromStaff,
      ]),
      [['Gesendet', true]]
    )
    assert.equal((await client.get(customer.path(`files/${sent.fileId}`))).status, 200)
    for (const { fileId } of [undone, waiting])
      assert.equal((await client.get(customer.path(`files/${fileId}`))).status, 404)
  })

  test('an infected file is neither listed nor sent', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket()
    const fileId = await tenant.run(async () => {
      const [file] = await db
        .table('files')
        .returning('id')
        .insert({
          name: 'x.exe',
          type: 'application/x-msdownload',
          size: 1,
          sha256: Buffer.alloc(32),
          scan: 'infected',
        })
      await TicketMessage.add(await Ticket.findOrFail(ticket.id), {
        direction: 'in',
        channel: 'mail',
        audience: 'customer',
        authorName: 'x',
        text: 'Anbei',
        fileIds: [file.id],
      })
      return file.id as string
    })
    const client = await customer.signIn()
    assert.deepEqual(
      (await client.get(customer.path(`tickets/${ticket.number}`))).data.messages[0].files,
      []
    )
    assert.equal((await client.get(customer.path(`files/${fileId}`))).status, 404)
  })
})
