import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { draftRun } from '#billing/billing_run'
import { issueRun } from '#billing/issue_run'
import * as billing from '../factories/billing_month.js'
import { TestTenant } from '../support/tenant.js'
import { makeMailbox, rawMail } from '../support/ticket.js'
import { storeMail } from '#mail/inbound_mail'

test.group('What waits', () => {
  test('for the office: a month to bill, times to approve, documents to send', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const month = await tenant.run(() => billing.makeMonth(tenant))
    const client = await tenant.as('billing')
    const duties = async () => (await client.get(tenant.path('office-duties'))).data
    assert.deepInclude(await duties(), { unapproved: 0, drafts: 0, unsent: 0 })
    await tenant.run(async () => {
      const { ticketId, accountId } = month
      await billing.makeWork(tenant, ticketId, accountId, '2026-10-19', 30, { approved_at: null })
      await draftRun('2026-10')
    })
    assert.deepInclude(await duties(), { unapproved: 1, drafts: 1, unsent: 0 })
    await tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
    assert.deepInclude(await duties(), { unapproved: 1, drafts: 0, unsent: 1 })
  })

  test('for the office is the month that ended last, with its customers and their sum', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await tenant.run(() => billing.makeMonth(tenant))
    const client = await tenant.as('billing')
    const path = tenant.path('office-duties')
    const { unbilled } = (await client.get(path)).data
    const run = (await client.get(tenant.path(`billing-runs/${unbilled.month}`))).data
    assert.equal(
      unbilled.month,
      DateTime.now().setZone('Europe/Berlin').minus({ months: 1 }).toFormat('yyyy-MM')
    )
    assert.deepInclude(unbilled, { accounts: run.rows.length, net: run.totals.net })
    assert.isAbove(unbilled.accounts, 0)
    assert.equal((await (await tenant.as('technician')).get(path)).status, 403)
  })

  test('in the mail: what is held back or failed, and not what a hidden queue got', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    const { id } = await tenant.run(() =>
      storeMail(mailbox, 'test', rawMail({ subject: 'Kaputt' }))
    )
    await tenant.run(() => db.from('inbound_mails').where('id', id).update({ state: 'failed' }))
    const client = await tenant.as('technician')
    const counts = async () => (await client.get(tenant.path('mail-counts'))).data.in
    assert.deepEqual(await counts(), { quarantined: 0, failed: 1 })
    await tenant.run(() => db.from('queues').update({ restricted: true }))
    assert.deepEqual(await counts(), { quarantined: 0, failed: 0 })
  })
})
