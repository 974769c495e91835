import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import type { Client } from '../support/client.js'
import { TestTenant } from '../support/tenant.js'
import { addCustomer, addSite } from '../factories/customer.js'

const notebook = {
  type: 'laptop',
  name: 'NB-MEYER',
  serialNumber: 'PF3X91',
  manufacturer: 'Lenovo',
  model: 'T14 Gen 5',
}
const today = DateTime.now().setZone('Europe/Berlin').toISODate()!
const daysAgo = (days: number) => DateTime.fromISO(today).minus({ days }).toISODate()!

async function add(client: Client, tenant: TestTenant, fields: object = {}): Promise<number> {
  return (await client.post(tenant.path('assets'), { ...notebook, ...fields })).data.number
}

test.group('Devices', () => {
  test('a technician adds one and finds it by its serial number', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const number = await add(client, tenant)
    const shown = await client.get(tenant.path(`assets/${number}`))
    assert.containSubset(shown.data, {
      ...notebook,
      number,
      current: null,
      assignments: [],
      retiredAt: null,
    })
    const found = await client.get(tenant.path('assets?q=pf3x'))
    assert.deepEqual(
      found.data.map((asset: { number: number }) => asset.number),
      [number]
    )
    assert.deepEqual(
      (await tenant.events('asset.created')).map((event) => event.payload),
      [{ number }]
    )
    const bad = await client.post(tenant.path('assets'), { ...notebook, type: 'toaster' })
    assert.equal(bad.status, 422)
  })

  test('an auditor changes none and a foreign one does not exist', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const other = await TestTenant.create()
    const owner = await tenant.signIn()
    const number = await add(owner, tenant)
    const auditor = await tenant.as('auditor')
    assert.equal((await auditor.get(tenant.path(`assets/${number}`))).status, 200)
    assert.equal(
      (await auditor.patch(tenant.path(`assets/${number}`), { version: 1, name: 'X' })).status,
      403
    )
    assert.equal((await (await other.signIn()).get(other.path(`assets/${number}`))).status, 404)
    assert.equal(
      (await owner.patch(tenant.path(`assets/${number}`), { version: 1, name: 'NB-MEYER-2' }))
        .status,
      200
    )
    assert.deepEqual(
      (await owner.patch(tenant.path(`assets/${number}`), { version: 1, name: 'X' })).errorCodes,
      ['version_mismatch']
    )
  })

  test('moving closes the assignment the day before and keeps the history', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const [first, second] = [
      await addCustomer(tenant, 'Alt & Co.'),
      await addCustomer(tenant, 'Neu GmbH'),
    ]
    const siteId = await addSite(tenant, second.id)
    const number = await add(client, tenant)
    const assign = (fields: object) =>
      client.post(tenant.path(`assets/${number}/assignments`), fields)
    assert.equal(
      (await assign({ accountNumber: first.number, validFrom: daysAgo(30) })).status,
      201
    )
    const moved = await assign({ accountNumber: second.number, siteId, validFrom: daysAgo(3) })
    assert.equal(moved.data.current.account.number, second.number)
    const history = (await client.get(tenant.path(`assets/${number}/assignments`))).data
    assert.deepEqual(
      history.map(
        (row: { account: { name: string }; validFrom: string; validTo: string | null }) => [
          row.account.name,
          row.validFrom,
          row.validTo,
        ]
      ),
      [
        ['Neu GmbH', daysAgo(3), null],
        ['Alt & Co.', daysAgo(30), daysAgo(4)],
      ]
    )
    assert.lengthOf((await client.get(tenant.path(`assets?account=${first.number}`))).data, 0)
    const [listed] = (await client.get(tenant.path(`assets?account=${second.number}`))).data
    assert.equal(listed.siteName, 'Hauptsitz')
    const events = await tenant.events('asset.assigned')
    assert.deepEqual(
      events.map((event) => event.payload.fromAccountId),
      [null, first.id]
    )
  })

  test('an earlier assignment is never rewritten', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const customer = await addCustomer(tenant)
    const number = await add(client, tenant)
    const assign = (validFrom: string) =>
      client.post(tenant.path(`assets/${number}/assignments`), {
        accountNumber: customer.number,
        validFrom,
      })
    await assign(daysAgo(10))
    for (const day of [daysAgo(10), daysAgo(40)]) {
      const refused = await assign(day)
      assert.equal(refused.status, 422)
      assert.deepEqual(refused.errorCodes, ['assignment_too_early'])
    }
    assert.lengthOf((await client.get(tenant.path(`assets/${number}/assignments`))).data, 1)
  })

  test('the site and the contract of another customer are refused', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const [mine, foreign] = [await addCustomer(tenant), await addCustomer(tenant, 'Fremd')]
    const siteId = await addSite(tenant, foreign.id)
    const { number: contractNumber } = (
      await client.post(tenant.path('contracts'), {
        accountNumber: foreign.number,
        name: 'Wartung',
        startsOn: '2026-01-01',
      })
    ).data
    const number = await add(client, tenant)
    const codes = async (fields: object) =>
      (
        await client.post(tenant.path(`assets/${number}/assignments`), {
          accountNumber: mine.number,
          validFrom: today,
          ...fields,
        })
      ).errorCodes
    assert.deepEqual(await codes({ siteId }), ['site_unknown'])
    assert.deepEqual(await codes({ contractNumber }), ['contract_unknown'])
    assert.deepEqual(await codes({ accountNumber: 999_999 }), ['account_unknown'])
    assert.equal(
      (
        await client.post(tenant.path(`assets/${number}/assignments`), {
          accountNumber: mine.number,
          validFrom: '2026-02-30',
        })
      ).status,
      422
    )
  })

  test('what is closed in the books is not counted anew', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const customer = await addCustomer(tenant)
    const number = await add(client, tenant)
    await client.post(tenant.path('company/closed-periods'), { closedUntil: daysAgo(20) })
    const assign = (validFrom: string) =>
      client.post(tenant.path(`assets/${number}/assignments`), {
        accountNumber: customer.number,
        validFrom,
      })
    assert.deepEqual((await assign(daysAgo(20))).errorCodes, ['period_closed'])
    assert.equal((await assign(daysAgo(19))).status, 201)
  })

  test('a device that comes back belongs to nobody and can be given out again', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const customer = await addCustomer(tenant)
    const number = await add(client, tenant)
    const end = (validTo: string) =>
      client.put(tenant.path(`assets/${number}/assignment-end`), { validTo })
    assert.deepEqual((await end(today)).errorCodes, ['asset_unassigned'])
    await client.post(tenant.path(`assets/${number}/assignments`), {
      accountNumber: customer.number,
      validFrom: daysAgo(9),
    })
    assert.deepEqual((await end(daysAgo(10))).errorCodes, ['assignment_too_early'])
    assert.isNull((await end(daysAgo(1))).data.current)
    assert.lengthOf((await client.get(tenant.path('assets?state=stock'))).data, 1)
    assert.equal(
      (
        await client.post(tenant.path(`assets/${number}/assignments`), {
          accountNumber: customer.number,
          validFrom: today,
        })
      ).status,
      201
    )
    assert.lengthOf(await tenant.events('asset.returned'), 1)
  })

  test('a retired device counts for the last time today and takes no assignment', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const customer = await addCustomer(tenant)
    const number = await add(client, tenant)
    const assign = (validFrom: string) =>
      client.post(tenant.path(`assets/${number}/assignments`), {
        accountNumber: customer.number,
        validFrom,
      })
    await assign(daysAgo(9))
    const retired = await client.post(tenant.path(`assets/${number}/retirement`))
    assert.isString(retired.data.retiredAt)
    assert.equal(retired.data.assignments[0].validTo, today)
    assert.lengthOf((await client.get(tenant.path('assets'))).data, 0)
    assert.lengthOf((await client.get(tenant.path('assets?state=retired'))).data, 1)
    const tomorrow = DateTime.fromISO(today).plus({ days: 1 }).toISODate()!
    assert.deepEqual((await assign(tomorrow)).errorCodes, ['asset_retired'])
    await client.delete(tenant.path(`assets/${number}/retirement`))
    assert.equal((await assign(tomorrow)).status, 201)
    assert.deepEqual((await client.post(tenant.path(`assets/${number}/retirement`))).errorCodes, [
      'asset_assigned_later',
    ])
    assert.lengthOf(await tenant.events('asset.retired'), 1)
  })
})
