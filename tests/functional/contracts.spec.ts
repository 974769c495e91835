import { test } from '@japa/runner'
import {
  addContract,
  billLine,
  block,
  contractHouse,
  flat,
  hourly,
  perDevice,
} from '../factories/contract.js'
import { TestTenant } from '../support/tenant.js'

test.group('Contracts', () => {
  test('a contract gets a number and tells that it was made', async ({ assert }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number, {
      poRequired: true,
      roundingScope: 'day',
      roundingStep: 30,
    })
    const { data } = await client.get(tenant.path(`contracts/${number}`))
    assert.containSubset(data, {
      number,
      account: { number: customer.number, name: customer.name },
      state: 'active',
      poRequired: true,
      roundingScope: 'day',
      roundingStep: 30,
      roundingMinimum: 0,
      lines: [],
      version: 1,
    })
    const [event] = await tenant.events('contract.created')
    assert.deepEqual(event.payload, { number })
  })

  test('lines are replaced as a whole: known ones stay, new ones come, the rest goes', async ({
    assert,
  }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number)
    const put = (version: number, lines: object[]) =>
      client.put(tenant.path(`contracts/${number}/lines`), { version, lines })
    const first = await put(1, [flat, block, hourly])
    assert.equal(first.status, 200)
    assert.equal(first.data.version, 2)
    const [kept, , moved] = first.data.lines
    const second = await put(2, [
      { ...hourly, id: moved.id, unitPrice: '99' },
      { ...flat, id: kept.id },
      perDevice,
    ])
    assert.deepEqual(
      second.data.lines.map((line: { kind: string }) => line.kind),
      ['hourly', 'flat', 'per_asset']
    )
    assert.deepEqual(
      second.data.lines.slice(0, 2).map((line: { id: string }) => line.id),
      [moved.id, kept.id]
    )
    assert.equal(second.data.lines[0].unitPrice, '99')
    assert.equal((await put(2, [])).status, 409)
    assert.lengthOf((await client.get(tenant.path(`contracts/${number}`))).data.lines, 3)
    assert.lengthOf(await tenant.events('contract.lines_changed'), 2)
  })

  test('a wrong line is named by its place and nothing is saved', async ({ assert }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number)
    const other = await addContract(client, tenant, customer.number)
    const foreign = (
      await client.put(tenant.path(`contracts/${other}/lines`), { version: 1, lines: [flat] })
    ).data.lines[0].id
    const problem = async (line: object) => {
      const answer = await client.put(tenant.path(`contracts/${number}/lines`), {
        version: 1,
        lines: [flat, line],
      })
      assert.equal(answer.status, 422)
      const [{ code, field }] = answer.json.errors
      return `${field} ${code}`
    }
    assert.equal(await problem({ ...flat, itemNumber: 'FEHLT' }), 'lines.1.itemNumber item_unknown')
    assert.equal(await problem({ ...flat, id: foreign }), 'lines.1.id line_unknown')
    assert.equal(
      await problem({ ...flat, validTo: '2025-12-31' }),
      'lines.1.validTo line_ends_before_start'
    )
    assert.equal(
      await problem({ ...block, includedMinutes: null }),
      'lines.1.includedMinutes block_minutes_missing'
    )
    assert.equal(
      await problem({ ...hourly, workTypeId: foreign }),
      'lines.1.workTypeId work_type_unknown'
    )
    assert.equal(await problem({ ...flat, validFrom: '2026-02-30' }), 'lines.1.validFrom date')
    assert.lengthOf((await client.get(tenant.path(`contracts/${number}`))).data.lines, 0)
  })

  test('what a kind has no use for is not kept', async ({ assert }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number)
    const lines = [
      { ...hourly, quantity: '7', includedMinutes: 60, assetType: 'server' },
      { ...flat, assetType: 'server' },
    ]
    const { data } = await client.put(tenant.path(`contracts/${number}/lines`), {
      version: 1,
      lines,
    })
    assert.containSubset(data.lines[0], { quantity: '1', includedMinutes: null, assetType: null })
    assert.isNull(data.lines[1].assetType)
  })

  test('the list says what a month brings: devices counted today, each line rounded by itself', async ({
    assert,
  }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number)
    const later = { ...flat, validFrom: '2999-01-01' }
    await client.put(tenant.path(`contracts/${number}/lines`), {
      version: 1,
      lines: [flat, perDevice, block, hourly, later],
    })
    const technician = await tenant.as('technician')
    for (const type of ['laptop', 'laptop', 'server']) {
      const asset = (await technician.post(tenant.path('assets'), { type, name: `${type} 1` })).data
        .number
      await technician.post(tenant.path(`assets/${asset}/assignments`), {
        accountNumber: customer.number,
        validFrom: '2026-02-01',
      })
    }
    const [listed] = (await client.get(tenant.path('contracts'))).data
    assert.equal(listed.monthlyNet, 9981 + 2 * 990 + 40_000)
    assert.deepEqual((await client.get(tenant.path(`contracts/${number}`))).data.assetCounts, {
      laptop: 2,
      server: 1,
    })
  })

  test('ends on a day, and goes on when the end is taken back', async ({ assert }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number)
    const early = await client.put(tenant.path(`contracts/${number}/ending`), {
      version: 1,
      endsOn: '2025-12-31',
    })
    assert.deepEqual(early.errorCodes, ['contract_ends_before_start'])
    const ended = await client.put(tenant.path(`contracts/${number}/ending`), {
      version: 1,
      endsOn: '2026-03-31',
    })
    assert.equal(ended.data.state, 'ended')
    assert.lengthOf((await client.get(tenant.path('contracts'))).data, 0)
    assert.lengthOf((await client.get(tenant.path('contracts?state=ended'))).data, 1)
    assert.lengthOf((await client.get(tenant.path(`contracts?account=${customer.number}`))).data, 1)
    assert.equal(
      (await client.delete(tenant.path(`contracts/${number}/ending`))).data.state,
      'active'
    )
    assert.lengthOf(await tenant.events('contract.ended'), 1)
    assert.lengthOf(await tenant.events('contract.continued'), 1)
  })

  test('technicians see no prices, dispatchers change none, and a foreign contract does not exist', async ({
    assert,
  }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number)
    const technician = await tenant.as('technician')
    assert.equal((await technician.get(tenant.path('contracts'))).status, 403)
    assert.equal((await technician.get(tenant.path(`contracts/${number}`))).status, 403)
    const dispatcher = await tenant.as('dispatcher')
    assert.equal((await dispatcher.get(tenant.path(`contracts/${number}`))).status, 200)
    assert.equal(
      (await dispatcher.patch(tenant.path(`contracts/${number}`), { version: 1, name: 'X' }))
        .status,
      403
    )
    assert.equal(
      (await dispatcher.put(tenant.path(`contracts/${number}/lines`), { version: 1, lines: [] }))
        .status,
      403
    )
    const other = await TestTenant.create()
    assert.equal((await (await other.signIn()).get(other.path(`contracts/${number}`))).status, 404)
    assert.equal(
      (
        await client.patch(tenant.path(`contracts/${number}`), {
          version: 1,
          slaPolicyId: customer.id,
        })
      ).status,
      422
    )
    assert.equal(
      (await client.patch(tenant.path(`contracts/${number}`), { version: 1, name: 'Neu' })).data
        .name,
      'Neu'
    )
    assert.deepEqual(
      (await client.patch(tenant.path(`contracts/${number}`), { version: 1, name: 'X' }))
        .errorCodes,
      ['version_mismatch']
    )
  })

  test('a billed line cannot be left out', async ({ assert }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number)
    const { lines } = (
      await client.put(tenant.path(`contracts/${number}/lines`), { version: 1, lines: [flat] })
    ).data
    await tenant.run(() => billLine(customer.id, lines[0].id))
    const answer = await client.put(tenant.path(`contracts/${number}/lines`), {
      version: 2,
      lines: [],
    })
    assert.equal(answer.status, 409)
    assert.deepEqual(answer.errorCodes, ['in_use'])
    assert.lengthOf((await client.get(tenant.path(`contracts/${number}`))).data.lines, 1)
  })
})
