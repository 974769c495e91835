import { test } from '@japa/runner'
import { TestTenant } from '../support/tenant.js'

const wartung = { name: 'Wartung Arbeitsplatz', unit: 'MON', price: '49.90', revenueAccount: 8400 }

test.group('The catalogue', () => {
  test('an item gets a number, is found by its name and tells that it was made', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('billing')
    const created = await client.post(tenant.path('items'), wartung)
    assert.equal(created.status, 201)
    const { number } = created.data
    const shown = await client.get(tenant.path(`items/${number}`))
    assert.containSubset(shown.data, {
      ...wartung,
      price: '49.9',
      vatGroup: 'standard',
      kind: 'service',
      archivedAt: null,
      version: 1,
    })
    const found = await client.get(tenant.path('items?q=arbeitsplatz'))
    assert.deepEqual(
      found.data.map((item: { number: string }) => item.number),
      [number]
    )
    assert.deepEqual((await client.get(tenant.path('items?q=100%25'))).data, [])
    const [event] = await tenant.events('item.created')
    assert.deepEqual(event.payload, { number })
  })

  test('a counted number skips those that were typed by hand', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    await client.post(tenant.path('items'), { name: 'Von Hand', number: '1' })
    const counted = await client.post(tenant.path('items'), { name: 'Gezählt' })
    assert.equal(counted.data.number, '2')
    const twice = await client.post(tenant.path('items'), { name: 'Noch einmal', number: '2' })
    assert.equal(twice.status, 422)
    assert.deepEqual(
      twice.json.errors.map(({ code, field }: { code: string; field: string }) => [code, field]),
      [['taken', 'number']]
    )
  })

  test('a change names the version that it was made on', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (await client.post(tenant.path('items'), wartung)).data
    const changed = await client.patch(tenant.path(`items/${number}`), { version: 1, price: '52' })
    assert.equal(changed.data.version, 2)
    const same = await client.patch(tenant.path(`items/${number}`), { version: 2, price: '52.00' })
    assert.equal(same.data.version, 2)
    const late = await client.patch(tenant.path(`items/${number}`), { version: 1, price: '53' })
    assert.equal(late.status, 409)
    assert.equal((await client.get(tenant.path(`items/${number}`))).data.price, '52')
    assert.deepEqual(
      (await tenant.events('item.updated')).map((event) => event.payload),
      [{ number, changed: ['price'] }]
    )
  })

  test('an archived item is no longer listed, until it comes back', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (await client.post(tenant.path('items'), wartung)).data
    assert.equal((await client.post(tenant.path(`items/${number}/archival`))).status, 204)
    assert.lengthOf((await client.get(tenant.path('items'))).data, 0)
    assert.lengthOf((await client.get(tenant.path('items?archived=true'))).data, 1)
    await client.delete(tenant.path(`items/${number}/archival`))
    assert.lengthOf((await client.get(tenant.path('items'))).data, 1)
    assert.lengthOf(await tenant.events('item.archived'), 1)
    assert.lengthOf(await tenant.events('item.restored'), 1)
  })

  test('a price with more than six decimals, an unknown unit and a foreign item are refused', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const other = await TestTenant.create()
    const client = await tenant.signIn()
    assert.equal(
      (await client.post(tenant.path('items'), { ...wartung, price: '1.1234567' })).status,
      422
    )
    assert.equal(
      (await client.post(tenant.path('items'), { ...wartung, price: '1e5' })).status,
      422
    )
    assert.equal(
      (await client.post(tenant.path('items'), { ...wartung, unit: 'Stück' })).status,
      422
    )
    const { number } = (
      await (await other.signIn()).post(other.path('items'), { ...wartung, number: 'NUR-DORT' })
    ).data
    assert.equal((await client.get(tenant.path(`items/${number}`))).status, 404)
    assert.equal((await client.get(tenant.path(`items/${number}/costs`))).status, 404)
  })
})

test.group('Costs of an item', () => {
  test('are seen by those who calculate or check, and by nobody else', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const owner = await tenant.signIn()
    const { number } = (await owner.post(tenant.path('items'), wartung)).data
    await owner.put(tenant.path(`items/${number}/costs/2026-01-01`), { cost: '21.5' })
    for (const role of ['owner', 'admin', 'billing', 'auditor'] as const) {
      const answer = await (await tenant.as(role)).get(tenant.path(`items/${number}/costs`))
      assert.deepEqual(answer.data, [{ validFrom: '2026-01-01', cost: '21.5' }], role)
    }
    for (const role of ['technician', 'dispatcher'] as const) {
      const client = await tenant.as(role)
      assert.equal((await client.get(tenant.path(`items/${number}/costs`))).status, 403, role)
      assert.notInclude((await client.get(tenant.path(`items/${number}`))).text, '21.5', role)
      assert.notInclude((await client.get(tenant.path('items'))).text, '21.5', role)
    }
  })

  test('hold from a day on, latest first, and one day has one cost', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('billing')
    const { number } = (await client.post(tenant.path('items'), wartung)).data
    const cost = (day: string, value: string) =>
      client.put(tenant.path(`items/${number}/costs/${day}`), { cost: value })
    await cost('2026-01-01', '20')
    await cost('2026-07-01', '22')
    const last = await cost('2026-07-01', '23.25')
    assert.deepEqual(last.data, [
      { validFrom: '2026-07-01', cost: '23.25' },
      { validFrom: '2026-01-01', cost: '20' },
    ])
    assert.equal((await cost('2026-02-30', '1')).status, 422)
    assert.equal((await client.delete(tenant.path(`items/${number}/costs/2026-07-01`))).status, 204)
    assert.equal((await client.delete(tenant.path(`items/${number}/costs/2026-07-01`))).status, 404)
    const auditor = await tenant.as('auditor')
    assert.equal(
      (await auditor.put(tenant.path(`items/${number}/costs/2026-08-01`), { cost: '1' })).status,
      403
    )
    const events = await tenant.events('item.cost_changed')
    assert.lengthOf(events, 4)
    assert.notInclude(JSON.stringify(events), '23.25')
  })
})

test.group('Work types', () => {
  test('are sold by an item and stay in order', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    await client.post(tenant.path('items'), {
      number: 'STD',
      name: 'Arbeitsstunde',
      unit: 'HUR',
      price: '110',
    })
    const created = await client.post(tenant.path('work-types'), {
      name: 'Vor Ort',
      itemNumber: 'STD',
      position: 2,
    })
    assert.equal(created.status, 201)
    await client.post(tenant.path('work-types'), {
      name: 'Fernwartung',
      itemNumber: 'STD',
      position: 1,
    })
    const [remote, site] = (await (await tenant.as('technician')).get(tenant.path('work-types')))
      .data
    assert.equal(remote.name, 'Fernwartung')
    assert.deepEqual(site.item, { number: 'STD', name: 'Arbeitsstunde' })
    const unknown = await client.post(tenant.path('work-types'), {
      name: 'Nachts',
      itemNumber: 'NACHT',
    })
    assert.deepEqual(unknown.errorCodes, ['item_unknown'])
    assert.equal(
      (await client.patch(tenant.path(`work-types/${site.id}`), { version: 1, archived: true }))
        .status,
      204
    )
    assert.equal(
      (await client.patch(tenant.path(`work-types/${site.id}`), { version: 1, name: 'x' })).status,
      409
    )
    assert.isTrue((await client.get(tenant.path('work-types'))).data[1].archived)
    const technician = await tenant.as('technician')
    assert.equal(
      (await technician.post(tenant.path('work-types'), { name: 'Nachts', itemNumber: 'STD' }))
        .status,
      403
    )
  })
})
