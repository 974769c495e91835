import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { draftRun } from '#billing/billing_run'
import { issueDocument } from '#documents/issue_document'
import { issueRun } from '#billing/issue_run'
import * as billing from '../factories/billing_month.js'
import { operate } from '../support/commands.js'
import { billed } from '../support/documents.js'

/** Never over, whenever the tests run. */
const FUTURE = '2098-05'
const at = (time: string, zone = 'Europe/Berlin') => DateTime.fromISO(time, { zone })

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code
  )

test.group('A month that is not over', () => {
  test('is shown as a preview, but neither drafted nor issued', async ({ assert }) => {
    const { tenant, client } = await billed()
    const { data } = await client.get(tenant.path(`billing-runs/${FUTURE}`))
    assert.deepEqual([data.isOver, data.billableFrom], [false, '2098-06-01'])
    assert.equal(data.totals.net > 0, true)
    for (const step of ['draft', 'issuance']) {
      const answer = await client.post(tenant.path(`billing-runs/${FUTURE}/${step}`), {})
      assert.deepEqual([answer.status, answer.errorCodes], [422, ['month_not_over']])
      assert.match(answer.text, /noch nicht zu Ende.*ab dem 01\.06\.2098/)
    }
    assert.lengthOf(await tenant.run(() => db.from('documents')), 0)
    const english = await tenant.signIn(tenant.ownerEmail, 'en')
    const answer = await english.post(tenant.path(`billing-runs/${FUTURE}/draft`), {})
    assert.match(answer.text, /This month is not over yet/)
  })

  test('ends when its last day has ended on the clock of the tenant', async ({ assert }) => {
    const { tenant } = await billed()
    const draft = (clock: DateTime) => codeOf(tenant.run(() => draftRun('2026-10'), clock))
    assert.equal(await draft(at('2026-10-31T23:59:59')), 'month_not_over')
    // In UTC it is still October.
    assert.equal(await draft(at('2026-11-01T00:00:00')), 'done')
    await tenant.run(() => db.from('tenants').update({ time_zone: 'America/New_York' }))
    assert.equal(await draft(at('2026-11-01T04:59:59')), 'month_not_over')
  })

  test('is not issued by way of a draft that was made before', async ({ assert }) => {
    const { tenant } = await billed()
    await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
    const { id } = await tenant.run(() => db.from('documents').firstOrFail())
    const early = at('2026-10-20T12:00:00')
    assert.equal(await codeOf(tenant.run(() => issueRun('2026-10', null), early)), 'month_not_over')
    assert.equal(await codeOf(tenant.run(() => issueDocument(id), early)), 'month_not_over')
  })

  test('billing:run ends with 2 and writes nothing; the dry run warns', async ({ assert }) => {
    const { tenant } = await billed()
    const month = ['--tenant', tenant.slug, '--month', '2099-05']
    for (const flags of [[], ['--issue']]) {
      const { exitCode, report } = await operate('billing:run', ...month, ...flags)
      assert.equal(exitCode, 2)
      assert.match(
        String(report.error),
        /2099-05 is not over yet: it can be billed from 2099-06-01/
      )
    }
    assert.lengthOf(await tenant.run(() => db.from('documents')), 0)
    const dry = await operate('billing:run', ...month, '--dry-run')
    assert.equal(dry.exitCode, 0)
    assert.match((dry.report.warnings as string[])[0], /2099-05 is not over yet/)
  })
})

test.group('What a month sweeps up from earlier ones', () => {
  test('is named with its hours, items and first day', async ({ assert }) => {
    const { tenant, month, client } = await billed()
    await tenant.run(async () => {
      await billing.makeWork(tenant, month.ticketId, month.accountId, '2026-08-31', 90, {
        contract_id: month.contractId,
        work_type_id: month.workTypeId,
      })
      await db.table('ticket_items').insert({
        ticket_id: month.ticketId,
        item_id: await billing.makeItem('CABLE'),
        account_id: month.accountId,
        quantity: 1,
        unit_price: '5',
        supplied_on: '2026-09-03',
      })
    })
    const { data } = await client.get(tenant.path('billing-runs/2026-10'))
    assert.deepEqual(
      data.rows.flatMap(({ problems }: { problems: { text: string }[] }) =>
        problems.map(({ text }) => text)
      ),
      [
        '1:30 h aus früheren Monaten (ab 31.08.2026)',
        'ein Artikel aus früheren Monaten (ab 03.09.2026)',
      ]
    )
    assert.isTrue(data.rows[0].canBeIssued)
  })
})

test.group('A month nobody bills', () => {
  test('is refused with a sentence, not with a crash', async ({ assert }) => {
    const { tenant, client } = await billed()
    for (const month of ['0000-01', '1999-12', '2100-01', '9999-12']) {
      const answers = [
        await client.get(tenant.path(`billing-runs/${month}`)),
        await client.post(tenant.path(`billing-runs/${month}/draft`), {}),
        await client.post(tenant.path(`billing-runs/${month}/issuance`), {}),
        await client.post(tenant.path(`billing-runs/${month}/delivery`), {}),
        await client.get(tenant.path(`documents?month=${month}`)),
      ]
      for (const answer of answers) {
        assert.equal(answer.status, 422)
        assert.match(answer.text, /Abrechnen lassen sich die Jahre 2000 bis 2099/)
      }
    }
  })
})
