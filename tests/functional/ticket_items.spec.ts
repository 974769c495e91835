import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { draftRun } from '#billing/billing_run'
import * as billing from '../factories/billing_month.js'
import { TestTenant } from '../support/tenant.js'

/** A ticket of a customer, and an item that costs 10 and sells for 24.90. */
async function counter() {
  const tenant = await TestTenant.create()
  await tenant.run(async () => {
    await billing.completeCompany()
    const accountId = await billing.makeAccount(10001)
    await billing.makeTicket(accountId, 1029, 'Bildschirm bleibt dunkel')
    const itemId = await billing.makeItem('KABEL', { name: 'DisplayPort-Kabel', price: '24.9' })
    await db.table('item_costs').insert({ item_id: itemId, valid_from: '2026-01-01', cost: '10' })
  })
  const path = tenant.path('tickets/1029/items')
  return { tenant, path, ticket: tenant.path('tickets/1029') }
}

test.group('Items on tickets', () => {
  test('a technician adds, changes and removes them at the item’s price, and sees no cost', async ({
    assert,
  }) => {
    const { tenant, path, ticket } = await counter()
    const client = await tenant.as('technician')
    const added = await client.post(path, { itemNumber: 'KABEL', quantity: '2.5' })
    assert.equal(added.status, 201, added.text)
    const { id } = added.data
    const page = await client.get(ticket)
    const [item] = page.data.items
    assert.containsSubset(item, {
      id,
      itemNumber: 'KABEL',
      name: 'DisplayPort-Kabel',
      quantity: '2.5',
      unitPrice: '24.9',
      suppliedOn: DateTime.now().setZone('Europe/Berlin').toISODate(),
      billed: false,
      priceAgreed: false,
    })
    assert.notInclude(page.text, 'cost')

    const change = { version: item.version, quantity: '3', description: 'mit Einbau' }
    assert.equal((await client.put(`${path}/${id}`, change)).status, 204)
    assert.deepEqual((await client.put(`${path}/${id}`, change)).errorCodes, ['version_mismatch'])
    assert.containsSubset((await client.get(ticket)).data.items[0], {
      quantity: '3',
      description: 'mit Einbau',
    })
    assert.equal((await client.delete(`${path}/${id}`)).status, 204)
    assert.lengthOf((await client.get(ticket)).data.items, 0)
    const events = (await tenant.events()).filter(({ type }) => type.startsWith('ticket.item_'))
    assert.deepEqual(
      events.map(({ type, payload }) => [type, payload.ticketItemId]),
      [
        ['ticket.item_added', id],
        ['ticket.item_changed', id],
        ['ticket.item_removed', id],
      ]
    )
  })

  test('another price is set by those who answer for the invoice', async ({ assert }) => {
    const { tenant, path } = await counter()
    const technician = await tenant.as('technician')
    const priced = { itemNumber: 'KABEL', unitPrice: '0' }
    assert.equal((await technician.post(path, priced)).status, 403)
    const { id } = (await (await tenant.as('billing')).post(path, priced)).data
    assert.equal(
      (await technician.put(`${path}/${id}`, { version: 1, unitPrice: '1' })).status,
      403
    )
    assert.equal((await technician.delete(`${path}/${id}`)).status, 403, 'nor taken away')
    const auditor = await tenant.as('auditor')
    assert.equal((await auditor.post(path, { itemNumber: 'KABEL' })).status, 403)
  })

  test('bad input is refused at its field', async ({ assert }) => {
    const { tenant, path } = await counter()
    const client = await tenant.as('technician')
    const ahead = DateTime.now().plus({ days: 3 }).toISODate()
    for (const [fields, code, field] of [
      [{ itemNumber: 'FEHLT' }, 'item_unknown', 'itemNumber'],
      [{ itemNumber: 'KABEL', quantity: '0' }, 'quantity_zero', 'quantity'],
      [{ itemNumber: 'KABEL', suppliedOn: '1999-12-31' }, 'day_too_early', 'suppliedOn'],
      [{ itemNumber: 'KABEL', suppliedOn: ahead }, 'day_too_late', 'suppliedOn'],
    ] as const) {
      const answer = await client.post(path, fields)
      assert.deepEqual(
        [answer.errorCodes, JSON.parse(answer.text).errors[0].field],
        [[code], field]
      )
    }
    assert.equal((await client.post(path, { itemNumber: 'KABEL', quantity: 'zwei' })).status, 422)
    const { number } = (
      await client.post(tenant.path('tickets'), { subject: 'Ohne Kunde', channel: 'phone' })
    ).data
    const without = await client.post(tenant.path(`tickets/${number}/items`), {
      itemNumber: 'KABEL',
    })
    assert.deepEqual([without.status, without.errorCodes], [422, ['ticket_item_account']])
  })

  test('the month’s run bills them, and locks what it billed', async ({ assert }) => {
    const { tenant, path } = await counter()
    const client = await tenant.as('billing')
    const { id } = (
      await client.post(path, { itemNumber: 'KABEL', quantity: '2', suppliedOn: '2026-10-12' })
    ).data
    await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
    const [line] = await tenant.run(() => db.from('document_lines'))
    assert.containsSubset(line, { description: 'DisplayPort-Kabel', net: 4980 })
    const refusals = [
      await client.put(`${path}/${id}`, { version: 2, quantity: '1' }),
      await client.delete(`${path}/${id}`),
    ]
    for (const { status, errorCodes } of refusals)
      assert.deepEqual([status, errorCodes], [409, ['already_billed']])
  })
})
