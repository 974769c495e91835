import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { Ticket } from '#tickets/ticket'
import { TicketStatus, type Category } from '#tickets/ticket_status'
import { PortalCustomer, addMessage } from '../support/portal.js'
import { TestTenant } from '../support/tenant.js'
import { ticketRow } from '../support/ticket.js'

const setStatus = (tenant: TestTenant, id: string, category: Category, clock?: DateTime) =>
  tenant.run(
    async () => (await Ticket.findOrFail(id)).changeStatus(await TicketStatus.defaultOf(category)),
    clock
  )

test.group('A request', () => {
  test('is listed newest first, open and done apart, in pages', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const base = DateTime.fromISO('2026-11-16T09:00:00Z')
    const tickets = []
    for (const hour of [0, 1, 2])
      tickets.push(await customer.openTicket(`Nummer ${hour}`, base.plus({ hours: hour })))
    await setStatus(tenant, tickets[1].id, 'solved')
    const client = await customer.signIn()
    const subjects = async (query: string) => {
      const answer = await client.get(customer.path(`tickets?${query}`))
      return {
        subjects: answer.data.map((each: { subject: string }) => each.subject),
        next: answer.json.meta.next,
      }
    }
    assert.deepEqual((await subjects('state=open')).subjects, ['Nummer 2', 'Nummer 0'])
    assert.deepEqual((await subjects('state=done')).subjects, ['Nummer 1'])
    const first = await subjects('limit=2')
    assert.deepEqual(first.subjects, ['Nummer 2', 'Nummer 1'])
    assert.deepEqual(await subjects(`limit=2&after=${first.next}`), {
      subjects: ['Nummer 0'],
      next: null,
    })
  })

  test('tells whose turn it is in the customer’s words, and no internal ones', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket()
    await setStatus(tenant, ticket.id, 'pending')
    const client = await customer.signIn()
    const answer = await client.get(customer.path(`tickets/${ticket.number}`))
    assert.equal(answer.data.turn, 'yours')
    assert.deepEqual(answer.data.status, {
      name: 'Wir warten auf Ihre Antwort',
      nameEn: 'We are waiting for your answer',
    })
    assert.notMatch(answer.text, /Wartet auf Kunde/)
    assert.sameMembers(Object.keys(answer.data), [
      'number',
      'subject',
      'turn',
      'status',
      'assigneeName',
      'createdAt',
      'lastMessageAt',
      'mayReply',
      'messages',
    ])
  })

  test('that waited for the customer is open again with the answer', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket()
    await setStatus(tenant, ticket.id, 'pending')
    const client = await customer.signIn()
    assert.equal(
      (
        await client.post(customer.path(`tickets/${ticket.number}/messages`), {
          text: 'Jetzt ist er an.',
        })
      ).status,
      204
    )
    assert.equal((await ticketRow(tenant, ticket.id)).category, 'open')
    const page = (await client.get(customer.path(`tickets/${ticket.number}`))).data
    assert.deepEqual(
      page.messages.map((each: { text: string; own: boolean }) => [each.text, each.own]),
      [['Jetzt ist er an.', true]]
    )
    const [event] = await tenant.events('ticket.message_added')
    assert.deepInclude(event.payload, { direction: 'in', audience: 'customer' })
  })

  test('takes a photo without words, but not nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket()
    const client = await customer.signIn()
    const { data } = await client.request(
      'POST',
      customer.path('files?name=Foto.jpg'),
      Buffer.from('x')
    )
    assert.deepEqual(
      (await client.post(customer.path(`tickets/${ticket.number}/messages`), { text: '  ' }))
        .errorCodes,
      ['message_empty']
    )
    assert.equal(
      (await client.post(customer.path(`tickets/${ticket.number}/messages`), { files: [data.id] }))
        .status,
      204
    )
  })

  test('is marked as done by the customer, and taken back', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket()
    const client = await customer.signIn()
    for (const _ of [1, 2])
      assert.equal(
        (await client.post(customer.path(`tickets/${ticket.number}/solution`))).status,
        204
      )
    assert.equal((await ticketRow(tenant, ticket.id)).category, 'solved')
    assert.lengthOf(await tenant.events('ticket.solved'), 1)
    assert.equal((await client.get(customer.path(`tickets/${ticket.number}`))).data.turn, 'done')
    assert.equal(
      (await client.delete(customer.path(`tickets/${ticket.number}/solution`))).status,
      204
    )
    assert.equal((await ticketRow(tenant, ticket.id)).category, 'open')
    assert.lengthOf(await tenant.events('ticket.reopened'), 1)
  })

  test('closed more than 30 days ago stays closed', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const long = DateTime.utc().minus({ days: 31 })
    const ticket = await customer.openTicket('Alt', long.minus({ days: 1 }))
    await setStatus(tenant, ticket.id, 'closed', long)
    const client = await customer.signIn()
    assert.isFalse((await client.get(customer.path(`tickets/${ticket.number}`))).data.mayReply)
    const answer = await client.post(customer.path(`tickets/${ticket.number}/messages`), {
      text: 'Wieder kaputt',
    })
    assert.deepEqual([answer.status, answer.errorCodes], [409, ['ticket_closed_long_ago']])
    assert.equal(
      (await client.delete(customer.path(`tickets/${ticket.number}/solution`))).status,
      409
    )
    assert.equal((await ticketRow(tenant, ticket.id)).category, 'closed')
    assert.lengthOf(await tenant.run(() => db.from('ticket_messages')), 0)
  })
})

test.group('Colleagues at one customer', () => {
  test('a manager sees every request, a user only those of their own', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const manager = await PortalCustomer.create(tenant, 'manager')
    const user = await manager.colleague('user')
    const [own, others, copied] = [
      await user.openTicket('Eigenes'),
      await manager.openTicket('Vom Chef'),
      await manager.openTicket('In Kopie'),
    ]
    await addMessage(tenant, copied, { text: 'Bitte auch an Jörn.', cc: [user.email] })
    const file = await addMessage(tenant, others, { text: 'Gehalt' })

    const chief = await manager.signIn()
    assert.lengthOf((await chief.get(manager.path('tickets'))).data, 3)
    const client = await user.signIn()
    const seen = (await client.get(user.path('tickets'))).data.map(
      (each: { subject: string }) => each.subject
    )
    assert.deepEqual(seen.sort(), ['Eigenes', 'In Kopie'])
    assert.equal((await client.get(user.path(`tickets/${own.number}`))).status, 200)
    for (const answer of [
      await client.get(user.path(`tickets/${others.number}`)),
      await client.post(user.path(`tickets/${others.number}/messages`), { text: 'x' }),
      await client.post(user.path(`tickets/${others.number}/solution`)),
      await client.get(user.path(`files/${file.fileId}`)),
    ])
      assert.equal(answer.status, 404)
  })
})
