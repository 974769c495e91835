import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { previewRun } from '#billing/billing_run'
import { previewContract } from '#billing/contract_preview'
import { sql } from '#core/sql'
import { Contract } from '#contracts/contract'
import type { LineInput } from '#contracts/contract_line'
import { contractPage } from '#contracts/contract_page'
import * as billing from '../factories/billing_month.js'
import {
  addContract,
  block,
  contractHouse,
  flat,
  hourly,
  perDevice,
} from '../factories/contract.js'
import { TestTenant } from '../support/tenant.js'

const MONTH = '2026-11'

/** How many rows each table holds, as far as the app may see them. */
async function rowCounts(): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>(
    `select table_name as name from information_schema.role_table_grants
     where grantee = 'kontor_app' and table_schema = 'public' and privilege_type = 'SELECT' order by 1`
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [{ total }] = await db.from(name).count('* as total')
    counts[name] = Number(total)
  }
  return counts
}

async function house() {
  const { tenant, client, customer } = await contractHouse()
  const number = await addContract(client, tenant, customer.number)
  await tenant.run(async () => {
    await billing.completeCompany()
    await db.table('account_addresses').insert({
      account_id: customer.id,
      purpose: 'main',
      street: 'Hafenstraße 7',
      postcode: '24937',
      city: 'Flensburg',
    })
  })
  const preview = (lines: object[], month = MONTH) =>
    tenant.run(async () =>
      previewContract(
        await Contract.findByOrFail('number', number),
        lines as unknown as LineInput[],
        month
      )
    )
  return { tenant, client, customer, number, preview }
}

test.group('The preview of a contract', () => {
  test('is what the billing run makes of the same lines, with tax, work and explanation', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const { contractId } = await tenant.run(() => billing.makeMonth(tenant))
    const [{ charges, draft, problems }] = await tenant.run(() => previewRun('2026-10'))
    const { document, places } = await tenant.run(async () => {
      const contract = await Contract.findOrFail(contractId)
      const { lines } = await contractPage(contract)
      return previewContract(contract, lines, '2026-10')
    })
    assert.deepEqual(document?.charges, charges)
    assert.deepEqual(document?.draft, draft)
    assert.deepEqual(document?.problems, problems)
    assert.deepEqual(places, [0, 1, null])
    assert.equal(document?.draft?.totals.gross, 49980)
  })

  test('counts devices on the last day and takes days, beginnings and prices as the engine does', async ({
    assert,
  }) => {
    const { tenant, customer, preview } = await house()
    await tenant.run(async () => {
      for (const [name, given] of [
        ['NB-1', {}],
        ['NB-2', { valid_from: '2026-11-30' }],
        ['NB-3', { valid_to: '2026-11-29' }],
        ['NB-4', { valid_from: '2026-12-01' }],
      ] as const)
        await billing.makeDevice(customer.id, name, given)
    })
    const { document, places } = await preview([
      { ...flat, unitPrice: '49.905' },
      { ...perDevice, assetType: 'workstation' },
      { ...flat, validFrom: '2026-11-16' },
      { ...flat, validTo: '2026-11-10', unitPrice: '30' },
      { ...flat, validFrom: '2026-12-01' },
      hourly,
      block,
    ])
    assert.deepEqual(
      document?.charges.map(({ quantity, net }) => [quantity, net]),
      [
        ['2', 9981],
        ['2', 1980],
        ['1', 4991],
        ['0.666667', 2000],
        ['1', 40_000],
      ]
    )
    assert.deepEqual(places, [0, 1, 2, 3, 6])
    assert.deepEqual(
      document?.charges[2].explanation.map(({ code, params }) => [code, params.days]),
      [['prorated', 15]]
    )
    assert.equal(document?.draft?.totals.net, 9981 + 1980 + 4991 + 2000 + 40_000)
    assert.equal(document?.draft?.totals.gross, Math.round(58_952 * 1.19))
  })

  test('is empty while no line is in force, before the contract begins and after it has ended', async ({
    assert,
  }) => {
    const { tenant, number, preview } = await house()
    assert.isNull((await preview([])).document)
    assert.isNull((await preview([{ ...flat, validFrom: '2027-01-01' }])).document)
    assert.isNull((await preview([flat], '2025-12')).document)
    await tenant.run(() =>
      db.from('contracts').where('number', number).update({ ends_on: '2026-11-15' })
    )
    assert.equal((await preview([flat])).document?.charges[0].quantity, '1')
    assert.isNull((await preview([flat], '2026-12')).document)
  })

  test('leaves out work of earlier months, which their invoices bill', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const { contractId } = await tenant.run(() => billing.makeMonth(tenant))
    const { document } = await tenant.run(async () => {
      const contract = await Contract.findOrFail(contractId)
      return previewContract(contract, (await contractPage(contract)).lines, MONTH)
    })
    assert.deepEqual(
      document?.charges.map(({ net }) => net),
      [10_000, 15_200]
    )
  })

  test('answers charges with their line, their reasons and the tax, and writes nothing', async ({
    assert,
  }) => {
    const { tenant, client, number } = await house()
    await client.put(tenant.path(`contracts/${number}/lines`), { version: 1, lines: [flat] })
    await tenant.settle()
    const before = await tenant.run(rowCounts)
    const answer = await client.post(tenant.path(`contracts/${number}/preview`), {
      lines: [hourly, { ...flat, quantity: '3', unitPrice: '10' }, perDevice],
    })
    assert.equal(answer.status, 200)
    assert.containSubset(answer.data, {
      net: 3000,
      gross: 3570,
      vat: [{ category: 'S', rate: '19', tax: 570 }],
      charges: [
        { line: 1, description: 'Wartung', quantity: '3', unitPrice: '10', net: 3000 },
        { line: 2, quantity: '0', net: 0 },
      ],
    })
    assert.match(answer.data.charges[1].notes[0], /^0 Notebooks, Stichtag/)
    assert.deepEqual(await tenant.run(rowCounts), before)
    assert.equal((await client.get(tenant.path(`contracts/${number}`))).data.lines[0].quantity, '2')
  })

  test('names the line and the field that is wrong', async ({ assert }) => {
    const { tenant, client, number } = await house()
    const problems = async (...lines: object[]) => {
      const answer = await client.post(tenant.path(`contracts/${number}/preview`), { lines })
      assert.equal(answer.status, 422)
      return answer.json.errors.map(
        ({ field, code }: { field: string; code: string }) => `${field} ${code}`
      )
    }
    assert.deepEqual(await problems(flat, { ...flat, unitPrice: '1,5', validFrom: 'bald' }), [
      'lines.1.unitPrice regex',
      'lines.1.validFrom date',
    ])
    assert.deepEqual(await problems({ ...flat, itemNumber: 'FEHLT' }), [
      'lines.0.itemNumber item_unknown',
    ])
    assert.deepEqual(await problems(flat, { ...flat, validTo: '2025-12-31' }), [
      'lines.1.validTo line_ends_before_start',
    ])
  })

  test('is shown to who may see prices, and to nobody of another house', async ({ assert }) => {
    const { tenant, number } = await house()
    const ask = async (client: Awaited<ReturnType<TestTenant['as']>>, house = tenant) =>
      (await client.post(house.path(`contracts/${number}/preview`), { lines: [flat] })).status
    assert.equal(await ask(await tenant.as('technician')), 403)
    assert.equal(await ask(await tenant.as('dispatcher')), 200)
    assert.equal(await ask(await tenant.as('auditor')), 200)
    const other = await TestTenant.create()
    assert.equal(await ask(await other.signIn(), other), 404)
  })
})
