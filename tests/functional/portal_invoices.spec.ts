import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { PortalCustomer, makeInvoice } from '../support/portal.js'
import { TestTenant } from '../support/tenant.js'

/** Issued, and kept back before it was sent. */
const HELD = { sent_at: null, held_at: '2026-10-31T10:30:00Z' }

test.group('Invoices in the portal', () => {
  test('a manager lists what is issued and gets the PDF', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const issued = await makeInvoice(customer, '2026-0042')
    const draft = await makeInvoice(customer, null)
    const client = await customer.signIn()
    assert.deepEqual((await client.get(customer.path('invoices'))).data, [
      {
        id: issued.id,
        kind: 'invoice',
        number: '2026-0042',
        date: '2026-10-31',
        dueOn: '2026-11-14',
        subject: 'Leistungen Oktober 2026',
        gross: 119_00,
        currency: 'EUR',
        cancelled: false,
        hasPdf: true,
      },
    ])
    const pdf = await client.get(customer.path(`invoices/${issued.id}/pdf`))
    assert.deepEqual([pdf.status, pdf.text], [200, '%PDF 2026-0042'])
    assert.match(
      pdf.headers.get('content-disposition')!,
      /attachment; filename="Rechnung 2026-0042.pdf"/
    )
    assert.equal((await client.get(customer.path(`invoices/${draft.id}/pdf`))).status, 404)
    // The file behind it is reached through the invoice, never as an attachment.
    assert.equal((await client.get(customer.path(`files/${issued.fileId}`))).status, 404)
  })

  test('one that is held before it was sent is not there, neither its PDF', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const held = await makeInvoice(customer, '2026-0042', HELD)
    await makeInvoice(customer, '2026-0043', { sent_at: null })
    const client = await customer.signIn()
    const seen = async () =>
      (await client.get(customer.path('invoices'))).data.map(
        ({ number }: { number: string }) => number
      )
    assert.deepEqual(await seen(), ['2026-0043'])
    assert.equal((await client.get(customer.path(`invoices/${held.id}/pdf`))).status, 404)
    await tenant.run(() => db.from('documents').where('id', held.id).update({ held_at: null }))
    assert.sameMembers(await seen(), ['2026-0042', '2026-0043'])
  })

  test('a cancellation shows with the invoice that it takes back, and never without it', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const takenBack = (id: string) => ({ kind: 'cancellation', cancels_id: id, sent_at: null })
    const sent = await makeInvoice(customer, '2026-0042')
    const held = await makeInvoice(customer, '2026-0043', HELD)
    await makeInvoice(customer, '2026-0044', takenBack(sent.id))
    const puzzling = await makeInvoice(customer, '2026-0045', takenBack(held.id))
    const client = await customer.signIn()
    const { data } = await client.get(customer.path('invoices'))
    assert.sameDeepMembers(
      data.map(({ number, cancelled }: { number: string; cancelled: boolean }) => [
        number,
        cancelled,
      ]),
      [
        ['2026-0042', true],
        ['2026-0044', false],
      ]
    )
    assert.equal((await client.get(customer.path(`invoices/${puzzling.id}/pdf`))).status, 404)
  })

  test('one that was cancelled says so', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const invoice = await makeInvoice(customer, '2026-0042')
    await makeInvoice(customer, '2026-0043', {
      kind: 'cancellation',
      cancels_id: invoice.id,
      net: -100_00,
      vat: -19_00,
      gross: -119_00,
    })
    const client = await customer.signIn()
    const { data } = await client.get(customer.path('invoices'))
    assert.sameDeepMembers(
      data.map(({ number, cancelled }: { number: string; cancelled: boolean }) => [
        number,
        cancelled,
      ]),
      [
        ['2026-0042', true],
        ['2026-0043', false],
      ]
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
