import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { contractForTicket } from '#contracts/contract_coverage'
import { slaPolicyFor } from '#contracts/sla_policy'
import { termsOf } from '#contracts/sla_terms'
import { addContract, contractHouse } from '../factories/contract.js'

const today = DateTime.now().setZone('Europe/Berlin').toISODate()!

test.group('The contract of a ticket', () => {
  test("is the one that began last and has not ended, by the tenant's own days", async ({
    assert,
  }) => {
    const { tenant, client, customer } = await contractHouse()
    const old = await addContract(client, tenant, customer.number, { startsOn: '2025-01-01' })
    const short = await addContract(client, tenant, customer.number, {
      startsOn: '2026-05-01',
      endsOn: '2026-05-31',
    })
    await addContract(client, tenant, customer.number, { startsOn: '2026-07-01' })
    const covers = (at: string) =>
      tenant.run(async () => (await contractForTicket(customer.id, DateTime.fromISO(at)))?.number)
    assert.equal(await covers('2026-05-15T10:00:00Z'), short)
    assert.equal(await covers('2026-06-15T10:00:00Z'), old)
    // Midnight in Berlin is 22:00 in London: 30 April there is 1 May here.
    assert.equal(await covers('2026-04-30T22:30:00Z'), short)
    assert.equal(await covers('2026-05-31T22:30:00Z'), old)
    assert.isUndefined(await covers('2024-06-15T10:00:00Z'))
  })

  test("its SLA counts, otherwise the tenant's default", async ({ assert }) => {
    const { tenant, client, customer } = await contractHouse()
    const owner = await tenant.signIn()
    const [standard] = (await owner.get(tenant.path('sla-policies'))).data
    const { id: gold } = (
      await owner.post(tenant.path('sla-policies'), {
        name: 'Gold',
        calendarId: standard.calendar.id,
        warnPercent: 60,
        targets: [{ priority: 'urgent', firstResponseMinutes: 15, resolutionMinutes: null }],
      })
    ).data
    await addContract(client, tenant, customer.number, { startsOn: today, slaPolicyId: gold })
    await tenant.run(async () => {
      const contract = await contractForTicket(
        customer.id,
        DateTime.fromISO(today, { zone: 'Europe/Berlin' })
      )
      assert.equal(await slaPolicyFor(contract!.id), gold)
      assert.equal(await slaPolicyFor(null), standard.id)
      const [promise] = await termsOf(gold)
      assert.deepInclude(promise, { until: null, warnPercent: 60 })
      assert.deepEqual(promise.targets, [
        { priority: 'urgent', firstResponseMinutes: 15, resolutionMinutes: null },
      ])
    })
    await tenant.settle()
    const [{ calendar }] = await tenant.run(() => termsOf(gold))
    assert.lengthOf(calendar.hours, 5)
    assert.include(
      calendar.holidays.map(({ name }) => name),
      'Reformationstag'
    )
  })
})
