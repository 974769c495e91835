import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { draftRun, previewRun } from '#billing/billing_run'
import { issueRun } from '#billing/issue_run'
import { sql } from '#core/sql'
import * as billing from '../factories/billing_month.js'
import { TestTenant } from '../support/tenant.js'

const draftLines = () =>
  sql(
    'select a.number, l.position, l.description, l.quantity, l.net from document_lines l join documents d on d.id = l.document_id join accounts a on a.id = d.account_id order by 1, 2'
  )
const shownRows = (rows: Awaited<ReturnType<typeof previewRun>>) =>
  rows.map(({ account, draft, problems }) => [
    account.name,
    draft?.totals.net,
    problems.map(({ code }) => code),
  ])

test.group('The billing run', () => {
  test('previews what a month would bring and writes nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(() => billing.makeMonth(tenant))
    const client = await tenant.as('billing')
    const { data } = await client.get(tenant.path('billing-runs/2026-10'))
    assert.equal(data.totals.net, 42000)
    assert.equal(data.totals.gross, 49980)
    assert.deepEqual(
      data.rows[0].lines.map((line: { net: number }) => line.net),
      [10000, 15200, 16800]
    )
    const notes = data.rows[0].lines.flatMap((line: { notes: string[] }) => line.notes)
    assert.include(notes, '2 Arbeitsplätze, Stichtag 31.10.2026')
    assert.include(notes, 'Ticket 1029, Olga Owner, 18.10.2026 09:00–10:45, 1:45 h')
    assert.deepEqual(await tenant.run(() => db.from('documents')), [])
  })

  test('drafted twice gives the same drafts and doubles nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const { workId } = await tenant.run(() => billing.makeMonth(tenant))
    assert.deepEqual(await tenant.run(() => draftRun('2026-10')), { drafted: 1 })
    const first = await tenant.run(draftLines)
    assert.lengthOf(first, 3)
    const preview = await tenant.run(() => previewRun('2026-10'))
    await tenant.run(() => draftRun('2026-10'))
    assert.deepEqual(await tenant.run(draftLines), first)
    assert.deepEqual(shownRows(await tenant.run(() => previewRun('2026-10'))), shownRows(preview))
    const { charge_id: charge } = await tenant.run(() =>
      db.from('time_entries').where('id', workId).firstOrFail()
    )
    assert.isNotNull(charge)
    assert.lengthOf(await tenant.run(() => db.from('charges')), 3)
    assert.lengthOf(await tenant.events('billing_run.drafted'), 2)
  })

  test('never bills again what an issued document has billed, and bills late work with the next month', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const month = await tenant.run(() => billing.makeMonth(tenant))
    await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
    await tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
    assert.deepEqual(await tenant.run(() => previewRun('2026-10')), [])
    await tenant.run(() =>
      billing.makeWork(tenant, month.ticketId, month.accountId, '2026-10-30', 60, {
        contract_id: month.contractId,
        work_type_id: month.workTypeId,
      })
    )
    const november = await tenant.run(() => previewRun('2026-11'))
    assert.deepEqual(
      november[0].charges.map(({ net }) => net),
      [10000, 15200, 9600]
    )
    assert.equal(november[0].previousNet, 42000)
  })

  test('says first what needs someone: order number, approval, rate, counts, address', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      const month = await billing.makeMonth(tenant)
      await db.from('contracts').where('id', month.contractId).update({ po_required: true })
      await billing.makeWork(tenant, month.ticketId, month.accountId, '2026-10-19', 45, {
        approved_at: null,
      })
      await billing.makeWork(tenant, month.ticketId, month.accountId, '2026-10-20', 30, {
        work_type_id: null,
      })
      await billing.makeDevice(month.accountId, 'NB-0233', { valid_from: '2026-10-14' })
      const town = await billing.makeAccount(10002, { name: 'Stadt Plön', kind: 'public_body' })
      await billing.makeLine(await billing.makeContract(town), await billing.makeItem('TOWN'))
    })
    const rows = await tenant.run(() => previewRun('2026-10'))
    assert.deepEqual(shownRows(rows), [
      [
        'Förde Logistik AG',
        49600,
        ['po_reference_missing', 'asset_count_changed', 'time_not_approved', 'rate_missing'],
      ],
      ['Stadt Plön', 10000, ['invoice_buyer_reference_missing']],
    ])
    assert.deepEqual(
      rows.map(({ problems }) => problems[0].blocks),
      [true, true]
    )
  })

  test('an incomplete company is named on every document and blocks them', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      await billing.makeMonth(tenant)
      await db.from('companies').update({ street: null, vat_id: null })
      await db.from('company_bank_accounts').delete()
    })
    const [{ problems }] = await tenant.run(() => previewRun('2026-10'))
    assert.deepEqual(
      problems.filter(({ blocks }) => blocks).map(({ code }) => code),
      [
        'invoice_seller_address_incomplete',
        'invoice_seller_tax_number_missing',
        'invoice_bank_account_missing',
      ]
    )
    await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
    const { done, refused } = await tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
    assert.deepEqual(
      [done, refused.map(({ code }) => code)],
      [[], ['invoice_seller_address_incomplete']]
    )
  })

  test('a customer whose tax is not known is left out and keeps nobody else back', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      await billing.makeMonth(tenant)
      const swiss = await billing.makeAccount(10002, { name: 'Alpen AG' }, { country: 'CH' })
      await billing.makeLine(await billing.makeContract(swiss), await billing.makeItem('CH'))
    })
    const client = await tenant.as('billing')
    const { data } = await client.get(tenant.path('billing-runs/2026-10'))
    assert.deepEqual(
      data.rows[0].problems.map((problem: { code: string }) => problem.code),
      ['vat_third_country']
    )
    assert.include(data.rows[0].problems[0].text, 'Drittland CH')
    assert.deepEqual((await client.post(tenant.path('billing-runs/2026-10/draft'))).data, {
      drafted: 1,
    })
  })

  test('included hours of the month are not given twice', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const month = await tenant.run(async () => {
      const made = await billing.makeMonth(tenant)
      await db
        .from('contract_lines')
        .where('position', 1)
        .update({ kind: 'block_hours', included_minutes: 120 })
      return made
    })
    await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
    await tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
    await tenant.run(() =>
      billing.makeWork(tenant, month.ticketId, month.accountId, '2026-10-30', 60, {
        contract_id: month.contractId,
        work_type_id: month.workTypeId,
      })
    )
    const [{ charges }] = await tenant.run(() => previewRun('2026-10'))
    // 120 minutes included, 105 of them used by the document that was issued: 45 of 60 are left to pay.
    assert.deepEqual(
      charges.map(({ quantity, net }) => [quantity, net]),
      [['0.75', 7200]]
    )
  })

  test('a held document is neither issued nor counted, and stays held when the month is drafted again', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await tenant.run(() => billing.makeMonth(tenant))
    const client = await tenant.as('billing')
    await client.post(tenant.path('billing-runs/2026-10/draft'))
    const [{ documentId }] = (await client.get(tenant.path('billing-runs/2026-10'))).data.rows
    assert.equal((await client.post(tenant.path(`documents/${documentId}/hold`))).status, 204)
    await client.post(tenant.path('billing-runs/2026-10/draft'))
    const { data } = await client.get(tenant.path('billing-runs/2026-10'))
    assert.deepEqual([data.totals.net, data.totals.held], [0, 1])
    assert.deepEqual((await client.post(tenant.path('billing-runs/2026-10/issuance'), {})).data, {
      issued: [],
      refused: [],
    })
    const single = await client.post(
      tenant.path(`documents/${data.rows[0].documentId}/issuance`),
      {}
    )
    assert.deepEqual([single.status, single.errorCodes], [422, ['document_held']])
    await client.delete(tenant.path(`documents/${data.rows[0].documentId}/hold`))
    assert.equal(
      (await client.post(tenant.path('billing-runs/2026-10/issuance'), {})).data.issued.length,
      1
    )
  })

  test('roles: billing runs, an auditor looks, dispatcher and technician see nothing; a stranger finds no tenant', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const path = tenant.path('billing-runs/2026-10')
    const answers = []
    for (const role of ['billing', 'auditor', 'dispatcher', 'technician'] as const) {
      const client = await tenant.as(role)
      answers.push([
        role,
        (await client.get(path)).status,
        (await client.post(`${path}/draft`)).status,
      ])
    }
    assert.deepEqual(answers, [
      ['billing', 200, 200],
      ['auditor', 200, 403],
      ['dispatcher', 403, 403],
      ['technician', 403, 403],
    ])
    const stranger = await (await TestTenant.create()).signIn()
    assert.equal((await stranger.get(path)).status, 404)
  })
})
