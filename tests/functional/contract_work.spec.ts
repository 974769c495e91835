import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { draftRun, previewRun } from '#billing/billing_run'
import { issueRun } from '#billing/issue_run'
import * as billing from '../factories/billing_month.js'
import { billed } from '../support/documents.js'
import type { TestTenant } from '../support/tenant.js'

type Month = Awaited<ReturnType<typeof billing.makeMonth>>

const work = (
  tenant: TestTenant,
  month: Month,
  outcome: string,
  given: Record<string, unknown> = {},
  minutes = 60
) =>
  tenant.run(() =>
    billing.makeWork(tenant, month.ticketId, month.accountId, '2026-10-20', minutes, {
      contract_id: month.contractId,
      work_type_id: month.workTypeId,
      outcome,
      outcome_reason: outcome === 'goodwill' ? 'Kulanz' : null,
      ...given,
    })
  )

const givenHours = (tenant: TestTenant, minutes: number) =>
  tenant.run(() =>
    db
      .from('contract_lines')
      .where('position', 1)
      .update({ kind: 'block_hours', included_minutes: minutes })
  )

async function billOctober(tenant: TestTenant) {
  await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
  return tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
}

const chargeOf = async (tenant: TestTenant, id: string): Promise<string | null> =>
  (await tenant.run(() => db.from('time_entries').where('id', id).firstOrFail())).charge_id

/** What the page of times sends when someone changes the outcome. */
const changed = (outcome: string) => ({
  version: 1,
  startedAt: '2026-10-20T09:00:00+02:00',
  endedAt: '2026-10-20T10:00:00+02:00',
  outcome,
  outcomeReason: 'anders gesehen',
})

test.group('Work under the contract', () => {
  test('uses up the hours of the contract, is shown where it goes beyond, and costs nothing', async ({
    assert,
  }) => {
    const { tenant, month, client } = await billed()
    await givenHours(tenant, 120)
    await work(tenant, month, 'contract', {}, 45)
    const { data } = await client.get(tenant.path('billing-runs/2026-10'))
    const [row] = data.rows
    // 105 billable minutes of the 18th come first, 15 of 120 are left for the 45 of the 20th.
    assert.deepEqual(
      row.lines.slice(2).map(({ net }: { net: number }) => net),
      [0, 0]
    )
    assert.include(
      row.problems.map(({ text }: { text: string }) => text),
      'Kontingent aufgebraucht, 0:30 h nicht berechnet: Technikstunde, Ticket 1029 Backup'
    )
    assert.isTrue(row.canBeIssued)
    assert.includeMembers(row.lines[3].notes, [
      '0:15 h aus dem Kontingent, 0:00 h bleiben',
      '0:30 h im Rahmen des Vertrags, nicht berechnet',
    ])
    const english = await tenant.signIn(tenant.ownerEmail, 'en')
    const { data: same } = await english.get(tenant.path('billing-runs/2026-10'))
    assert.include(
      same.rows[0].problems.map(({ text }: { text: string }) => text),
      'Block hours used up, 0:30 h not charged: Technikstunde, Ticket 1029 Backup'
    )
  })

  test('is settled with its month: issuing locks it, and the invoice says that it is in the contract', async ({
    assert,
  }) => {
    const { tenant, month, client } = await billed()
    const id = await work(tenant, month, 'contract')
    const { done } = await billOctober(tenant)
    assert.lengthOf(done, 1)
    assert.isNotNull(await chargeOf(tenant, id))
    const answer = await client.put(tenant.path(`time-entries/${id}`), {
      ...changed('billable'),
      version: 2,
    })
    assert.deepEqual([answer.status, answer.errorCodes], [409, ['already_billed']])
    const { content } = await tenant.run(() => db.from('documents').firstOrFail())
    assert.deepEqual(
      content.times.map((time: { billedMinutes: number; outcome: string | null }) => [
        time.billedMinutes,
        time.outcome,
      ]),
      [
        [105, null],
        [0, 'im Vertrag'],
      ]
    )
    assert.deepEqual(await tenant.run(() => previewRun('2026-10')), [])
  })

  test('the hours it used are gone for what is billed later for the same month', async ({
    assert,
  }) => {
    const { tenant, month } = await billed()
    await givenHours(tenant, 180)
    await work(tenant, month, 'contract')
    await billOctober(tenant)
    await work(tenant, month, 'billable')
    const [{ charges }] = await tenant.run(() => previewRun('2026-10'))
    // 105 and 60 of 180 are used: 15 of the 60 minutes are left to take.
    assert.deepEqual(
      charges.map(({ quantity }) => quantity),
      ['0.75']
    )
  })

  test('booked after its month was issued is settled and never charged to another month', async ({
    assert,
  }) => {
    const { tenant, month } = await billed()
    await billOctober(tenant)
    await work(tenant, month, 'contract')
    const [{ charges, problems }] = await tenant.run(() => previewRun('2026-11'))
    assert.deepEqual(
      [charges.map(({ net }) => net), problems.map(({ code }) => code)],
      [[10000, 15200], []]
    )
  })
})

test.group('A month that was issued', () => {
  test('keeps what was given away: no outcome becomes billable until the invoice is cancelled', async ({
    assert,
  }) => {
    const { tenant, month, client } = await billed()
    const ids: Record<string, string> = {}
    for (const outcome of ['goodwill', 'warranty', 'internal'])
      ids[outcome] = await work(tenant, month, outcome)
    const waiting = await work(tenant, month, 'contract', { approved_at: null })
    const [number] = (await billOctober(tenant)).done
    for (const id of [...Object.values(ids), waiting]) {
      const answer = await client.put(tenant.path(`time-entries/${id}`), changed('billable'))
      assert.deepEqual([answer.status, answer.errorCodes], [409, ['month_billed']])
      assert.match(answer.text, /Der Monat dieser Arbeit ist für den Kunden schon abgerechnet/)
    }
    // What stays free of charge may still be put right.
    assert.equal(
      (await client.put(tenant.path(`time-entries/${ids.goodwill}`), changed('warranty'))).status,
      204
    )
    await client.post(tenant.path(`documents/${number}/cancellation`))
    assert.equal(
      (await client.put(tenant.path(`time-entries/${ids.internal}`), changed('billable'))).status,
      204
    )
  })

  test('does not take work of another customer or another month with it', async ({ assert }) => {
    const { tenant, month, client } = await billed()
    const november = await work(tenant, month, 'goodwill', { work_date: '2026-11-03' })
    await billOctober(tenant)
    const answer = await client.put(tenant.path(`time-entries/${november}`), {
      ...changed('billable'),
      startedAt: '2026-11-03T09:00:00+01:00',
      endedAt: '2026-11-03T10:00:00+01:00',
    })
    assert.equal(answer.status, 204)
  })
})
