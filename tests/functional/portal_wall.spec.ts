import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { refused } from '#core/errors'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { Ticket } from '#tickets/ticket'
import { TicketMessage } from '#tickets/ticket_message'
import { PortalCustomer, addMessage, atTheDoor, makeInvoice, portalPath } from '../support/portal.js'
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

async function expectNothing(assert: Assert, stranger: PortalCustomer, at: TestTenant, wanted: [string, string, object?][]) {
  const client = await stranger.signIn()
  for (const [method, path, body] of wanted) {
    assert.equal((await client.request(method, portalPath(at, path), body)).status, 404, `${method} ${path}`)
  }
}

test.group('The wall between customers', () => {
  test('another customer of the same tenant finds none of it, and the owner all of it', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const stranger = await PortalCustomer.create(tenant, 'manager', 'Fremd GmbH')
    const ticket = await customer.openTicket()
    const { fileId } = await addMessage(tenant, ticket, { text: 'Vertraulich' })
    const invoice = await makeInvoice(customer, '2026-0042')
    const wanted = doors(ticket, fileId, invoice.id)
    await expectNothing(assert, stranger, tenant, wanted)
    const outsider = await stranger.signIn()
    for (const list of ['tickets', 'invoices']) assert.deepEqual((await outsider.get(stranger.path(list))).data, [])
    const client = await customer.signIn()
    for (const [method, path, body] of wanted) assert.oneOf((await client.request(method, customer.path(path), body)).status, [200, 204], path)
    assert.lengthOf(await tenant.run(() => db.from('ticket_messages').where('ticket_id', ticket.id)), 2)
  })

  test('a customer of another tenant finds none of it, there or here', async ({ assert }) => {
    const [tenant, foreign] = [await TestTenant.create(), await TestTenant.create()]
    const customer = await PortalCustomer.create(tenant)
    const stranger = await PortalCustomer.create(foreign)
    const ticket = await customer.openTicket()
    const { fileId } = await addMessage(tenant, ticket, { text: 'Vertraulich' })
    const invoice = await makeInvoice(customer, '2026-0042')
    await expectNothing(assert, stranger, tenant, doors(ticket, fileId, invoice.id))
    await expectNothing(assert, stranger, tenant, [['GET', 'me'], ['GET', 'tickets'], ['GET', 'invoices'], ['GET', 'sessions']])
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
      ['GET', 'me'], ['PUT', 'account', {}], ['PUT', 'password', {}], ['GET', 'sessions'], ['DELETE', 'sessions/x'],
      ['GET', 'tickets'], ['POST', 'tickets', {}], ['POST', 'files?name=x', {}], ['GET', 'invoices'],
    ]
    for (const [method, path, body] of routes) assert.equal((await client.request(method, customer.path(path), body)).status, 401, path)
  })

  test('a ticket without an account, or merged away, is in no portal', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const [triage, merged, kept] = [await customer.openTicket(), await customer.openTicket(), await customer.openTicket()]
    await tenant.run(async () => {
      await db.from('tickets').where('id', triage.id).update({ account_id: null })
      await db.from('tickets').where('id', merged.id).update({ merged_into: kept.id })
    })
    const client = await customer.signIn()
    assert.deepEqual((await client.get(customer.path('tickets'))).data.map((each: { number: number }) => each.number), [kept.number])
    for (const gone of [triage, merged]) assert.equal((await client.get(customer.path(`tickets/${gone.number}`))).status, 404)
  })
})

test.group('The wall before our own work', () => {
  test('internal notes and mails to third parties never appear, nor their files or their time', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const opened = DateTime.utc().minus({ days: 2 })
    const ticket = await customer.openTicket('Drucker', opened)
    await addMessage(tenant, ticket, { text: 'Er druckt nicht.' }, opened)
    const note = await addMessage(tenant, ticket, { text: 'Kunde zahlt schlecht', audience: 'internal', direction: 'none', channel: 'note' })
    const outside = await addMessage(tenant, ticket, { text: 'Frage an den Hersteller', audience: 'third_party', to: ['support@hersteller.test'] })
    const client = await customer.signIn()
    const answer = await client.get(customer.path(`tickets/${ticket.number}`))
    assert.deepEqual(answer.data.messages.map((each: { text: string }) => each.text), ['Er druckt nicht.'])
    assert.equal(answer.data.lastMessageAt, opened.toISO())
    for (const { fileId } of [note, outside]) assert.equal((await client.get(customer.path(`files/${fileId}`))).status, 404)
  })

  test('a reply is invisible until it can no longer be taken back, and one taken back stays so', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket('Drucker', DateTime.utc().minus({ hours: 1 }))
    const fromStaff = (text: string, clock: DateTime) =>
      addMessage(tenant, ticket, { text, direction: 'out', authorName: 'Anna Jessen', authorMemberId: tenant.ownerId }, clock)
    const now = DateTime.utc()
    const sent = await fromStaff('Gesendet', now.minus({ minutes: 5 }))
    const undone = await fromStaff('Versehentlich', now.minus({ minutes: 4 }))
    const waiting = await fromStaff('Noch nicht', now.plus({ minutes: 1 }))
    await tenant.run(async () => (await TicketMessage.findOrFail(undone.id)).undo(await Ticket.findOrFail(ticket.id)), now.minus({ minutes: 4 }))
    const client = await customer.signIn()
    const { data } = await client.get(customer.path(`tickets/${ticket.number}`))
    assert.deepEqual(data.messages.map((each: { text: string; fromStaff: boolean }) => [each.text, each.fromStaff]), [['Gesendet', true]])
    assert.equal((await client.get(customer.path(`files/${sent.fileId}`))).status, 200)
    for (const { fileId } of [undone, waiting]) assert.equal((await client.get(customer.path(`files/${fileId}`))).status, 404)
  })

  test('an infected file is neither listed nor sent', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket()
    const fileId = await tenant.run(async () => {
      const [file] = await db.table('files').returning('id').insert({ name: 'x.exe', type: 'application/x-msdownload', size: 1, sha256: Buffer.alloc(32), scan: 'infected' })
      await TicketMessage.add(await Ticket.findOrFail(ticket.id), { direction: 'in', channel: 'mail', audience: 'customer', authorName: 'x', text: 'Anbei', fileIds: [file.id] })
      return file.id as string
    })
    const client = await customer.signIn()
    assert.deepEqual((await client.get(customer.path(`tickets/${ticket.number}`))).data.messages[0].files, [])
    assert.equal((await client.get(customer.path(`files/${fileId}`))).status, 404)
  })
})

test.group('Invoices in the portal', () => {
  test('a manager lists what is issued and gets the PDF', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const issued = await makeInvoice(customer, '2026-0042')
    const draft = await makeInvoice(customer, null)
    const client = await customer.signIn()
    assert.deepEqual((await client.get(customer.path('invoices'))).data, [
      { id: issued.id, kind: 'invoice', number: '2026-0042', date: '2026-10-31', dueOn: '2026-11-14', subject: 'Leistungen Oktober 2026', gross: 119_00, currency: 'EUR', cancelled: false },
    ])
    const pdf = await client.get(customer.path(`invoices/${issued.id}/pdf`))
    assert.deepEqual([pdf.status, pdf.text], [200, '%PDF 2026-0042'])
    assert.match(pdf.headers.get('content-disposition')!, /attachment; filename="Rechnung 2026-0042.pdf"/)
    assert.equal((await client.get(customer.path(`invoices/${draft.id}/pdf`))).status, 404)
    // The file behind it is reached through the invoice, never as an attachment.
    assert.equal((await client.get(customer.path(`files/${issued.fileId}`))).status, 404)
  })

  test('one that was cancelled says so', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const invoice = await makeInvoice(customer, '2026-0042')
    await makeInvoice(customer, '2026-0043', { kind: 'cancellation', cancels_id: invoice.id, net: -100_00, vat: -19_00, gross: -119_00 })
    const client = await customer.signIn()
    const { data } = await client.get(customer.path('invoices'))
    assert.sameDeepMembers(
      data.map(({ number, cancelled }: { number: string; cancelled: boolean }) => [number, cancelled]),
      [['2026-0042', true], ['2026-0043', false]]
    )
  })

  test('a user who is no manager is refused', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant, 'user')
    const invoice = await makeInvoice(customer, '2026-0042')
    const client = await customer.signIn()
    assert.equal((await client.get(customer.path('invoices'))).status, 403)
    assert.equal((await client.get(customer.path(`invoices/${invoice.id}/pdf`))).status, 403)
  })
})

test.group('The portal’s role', () => {
  const inside = <T>(customer: PortalCustomer, work: () => Promise<T>) =>
    tenancy.run({ tenantId: customer.tenant.id, actor: { kind: 'contact', id: customer.contactId, name: 'x' }, role: 'portal', accountIds: [customer.accountId] }, work)
  const role = async () => (await sql<{ role: string; path: string }>(`select current_user as role, current_setting('search_path') as path`))[0]

  test('reads the views and no table, and writes nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    await customer.openTicket()
    assert.lengthOf(await inside(customer, () => sql('select * from portal.tickets')), 1)
    for (const statement of [
      'select id from public.tickets', 'select * from public.contacts', 'select email from public.contact_emails',
      'select * from public.items', 'select password_hash from public.portal_logins',
      `update portal.tickets set subject = 'x'`, 'delete from portal.messages', `insert into public.events (type) values ('ticket.created')`,
    ]) await assert.rejects(() => inside(customer, () => sql(statement)), /permission denied|cannot (update|delete)/)
  })

  test('is the staff’s while a verb runs and the portal’s again afterwards, also when the verb refuses', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    await inside(customer, async () => {
      const portal = { role: 'kontor_portal', path: 'portal' }
      assert.deepEqual(await role(), portal)
      assert.deepEqual(await tenancy.asStaffRole(role), { role: 'kontor_app', path: 'public' })
      assert.deepEqual(await role(), portal)
      await assert.rejects(() => tenancy.asStaffRole(() => Promise.reject(refused('work_empty'))), 'work_empty')
      assert.deepEqual(await role(), portal)
      await assert.rejects(() => tenancy.asStaffRole(() => tenancy.savepoint(() => sql('select 1 / 0'))), /division by zero/)
      assert.deepEqual(await role(), portal)
      assert.deepEqual(tenancy.context().accountIds, [customer.accountId])
    })
  })

  test('is the portal’s again when a statement of the verb failed: then nothing more is read at all', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const afterwards = () => sql('select id from public.tickets')
    await assert.rejects(() => inside(customer, async () => {
      await assert.rejects(() => tenancy.asStaffRole(() => sql('select 1 / 0')), /division by zero/)
      await afterwards()
    }), /transaction is aborted/)
    await assert.rejects(() => inside(customer, async () => {
      await tenancy.asStaffRole(afterwards)
      await afterwards()
    }), /permission denied/)
  })
})
