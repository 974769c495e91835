import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { draftRun } from '#billing/billing_run'
import { contractHours } from '#charges/contract_hours'
import * as billing from '../factories/billing_month.js'
import { TestTenant } from '../support/tenant.js'

/** A contract with ten hours a month included in its hourly line, and a ticket under it. */
async function house(lines: Record<string, unknown>[]) {
  const tenant = await TestTenant.create()
  const made = await tenant.run(async () => {
    await billing.completeCompany()
    const accountId = await billing.makeAccount(10001)
    const item = await billing.makeItem('STUNDE', { unit: 'HUR', price: '96' })
    const workTypeId = await billing.makeWorkType(item)
    const contractId = await billing.makeContract(accountId)
    for (const [index, line] of lines.entries())
      await billing.makeLine(contractId, item, { position: index + 1, ...line })
    const ticketId = await billing.makeTicket(accountId, 1029, 'Backup', {
      contract_id: contractId,
    })
    return { accountId, contractId, ticketId, workTypeId }
  })
  const work = (day: string, minutes: number, given: object = {}) =>
    tenant.run(() =>
      billing.makeWork(tenant, made.ticketId, made.accountId, day, minutes, {
        contract_id: made.contractId,
        work_type_id: made.workTypeId,
        ...given,
      })
    )
  const hours = (month: string) =>
    tenant.run(
      () => contractHours({ id: made.contractId, accountId: made.accountId }, month),
      billing.BILLING_DAY
    )
  return { tenant, ...made, work, hours }
}

const tenHours = { kind: 'hourly', included_minutes: 600, unit_price: '90' }

test.group('The hours of a contract', () => {
  test('are those that the month’s billing would leave: rounded, approved or not, no goodwill', async ({
    assert,
  }) => {
    const { work, hours } = await house([tenHours])
    assert.deepEqual(await hours('2026-10'), {
      month: '2026-10',
      includedMinutes: 600,
      leftMinutes: 600,
    })
    await work('2026-10-05', 40)
    await work('2026-10-06', 10, { approved_at: null })
    await work('2026-10-07', 60, { outcome: 'goodwill', outcome_reason: 'Kulanz' })
    await work('2026-09-30', 120)
    assert.equal((await hours('2026-10'))!.leftMinutes, 600 - 45 - 15)
  })

  test('stay the same while drafts hold the month, and never fall below nothing', async ({
    assert,
  }) => {
    const { tenant, work, hours } = await house([tenHours])
    await work('2026-10-05', 45)
    await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
    assert.equal((await hours('2026-10'))!.leftMinutes, 555)
    await work('2026-10-06', 700)
    assert.equal((await hours('2026-10'))!.leftMinutes, 0)
  })

  test('are those of block hours too; a contract without any says nothing', async ({ assert }) => {
    const both = await house([
      { ...tenHours, included_minutes: 60 },
      { kind: 'block_hours', included_minutes: 240 },
    ])
    await both.work('2026-10-05', 90)
    assert.deepEqual(await both.hours('2026-10'), {
      month: '2026-10',
      includedMinutes: 300,
      leftMinutes: 210,
    })
    assert.isNull(await (await house([{ kind: 'flat' }])).hours('2026-10'))
  })

  test('are told to a technician on the ticket, who may not open the contract', async ({
    assert,
  }) => {
    const { tenant } = await house([tenHours])
    const client = await tenant.as('technician')
    const { data } = await client.get(tenant.path('tickets/1029/contract-hours'))
    assert.deepEqual(data, {
      month: DateTime.now().setZone('Europe/Berlin').toFormat('yyyy-MM'),
      includedMinutes: 600,
      leftMinutes: 600,
    })
    const { number } = (
      await client.post(tenant.path('tickets'), { subject: 'Ohne Kunde', channel: 'phone' })
    ).data
    assert.isNull((await client.get(tenant.path(`tickets/${number}/contract-hours`))).data)
  })
})
