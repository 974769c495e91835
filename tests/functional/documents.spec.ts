import { test } from '@japa/runner'
import { checkInvoice } from '@kontor/einvoice'
import db from '@adonisjs/lucid/services/db'
import { draftRun } from '#billing/billing_run'
import { issueRun } from '#billing/issue_run'
import { deliver } from '#core/consumers'
import { sql } from '#core/sql'
import * as billing from '../factories/billing_month.js'
import type { Client } from '../support/client.js'
import { TestTenant } from '../support/tenant.js'
import { hasPdfToText, printedPages } from '../integrations/einvoice/pdf_reader.js'

const freeInvoice = (given: Record<string, unknown> = {}) => ({
  accountNumber: 10001,
  subject: 'Hardware',
  supplyFrom: '2026-10-05',
  supplyTo: '2026-10-05',
  lines: [{ description: 'Patchkabel', quantity: '3', unit: 'C62', unitPrice: '4.95' }],
  ...given,
})

async function billed(role: 'billing' | 'owner' = 'billing') {
  const tenant = await TestTenant.create()
  const month = await tenant.run(() => billing.makeMonth(tenant))
  return { tenant, month, client: role === 'owner' ? await tenant.signIn() : await tenant.as(role) }
}

async function issued() {
  const made = await billed()
  await made.tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
  const { done } = await made.tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
  return { ...made, number: done[0] }
}

async function freeDraft(tenant: TestTenant, client: Client, given: Record<string, unknown> = {}): Promise<string> {
  const answer = await client.post(tenant.path('documents'), freeInvoice(given))
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.data.id
}

test.group('Issuing a document', () => {
  test('gives it number, date, due day and the complete content with its hash', async ({ assert }) => {
    const { tenant, number } = await issued()
    assert.equal(number, '2026-0001')
    const [row] = await tenant.run(() =>
      sql<Record<string, never>>(
        `select *, content_hash = sha256(convert_to(content::text, 'UTF8')) as intact from documents where number = ?`, [number]
      )
    )
    const { content, document_date, due_on, net, gross, intact } = row
    assert.deepEqual([document_date, due_on, net, gross, intact], ['2026-11-02', '2026-11-16', 42000, 49980, true])
    assert.deepEqual(checkInvoice(content), [])
    const { supplyPeriod, serviceKind, lines, times, contractReference } = content as Record<string, never>
    assert.deepEqual(supplyPeriod, { from: '2026-10-01', to: '2026-10-31' })
    assert.equal(serviceKind, 'Leistungen Oktober 2026')
    assert.equal(contractReference, '1')
    assert.deepEqual((lines as { net: number }[]).map((line) => line.net), [10000, 15200, 16800])
    assert.deepEqual(times, [
      { date: '2026-10-18', ticketNumber: '1029', person: 'Olga Owner', text: 'Datensicherung geprüft', minutes: 105, billedMinutes: 105, outcome: null },
    ])
    assert.notInclude(JSON.stringify(content), 'Sommer2026')
    assert.lengthOf(await tenant.events('document.issued'), 1)
  })

  test('twenty at the same time get numbers without a gap', async ({ assert }) => {
    const { tenant, client } = await billed()
    const ids = []
    for (let count = 0; count < 20; count++) ids.push(await freeDraft(tenant, client))
    const answers = await Promise.all(ids.map((id) => client.post(tenant.path(`documents/${id}/issuance`), {})))
    const numbers = answers.map((answer) => answer.data.number as string).toSorted()
    const year = new Date().getFullYear()
    assert.deepEqual(numbers, Array.from({ length: 20 }, (_, index) => `${year}-${String(index + 1).padStart(4, '0')}`))
  })

  test('a second attempt on the same draft is refused and takes no number', async ({ assert }) => {
    const { tenant, client } = await billed()
    const id = await freeDraft(tenant, client)
    const attempts = await Promise.all([1, 2].map(() => client.post(tenant.path(`documents/${id}/issuance`), {})))
    assert.deepEqual(attempts.map(({ status }) => status).toSorted(), [201, 409])
    const range = await tenant.run(() => db.from('number_ranges').firstOrFail())
    assert.equal(range.next_value, 2)
  })

  test('the database refuses to change or delete what is issued', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    const id = (await client.get(tenant.path(`documents/${number}`))).data.id
    for (const attempt of [
      () => db.from('documents').where('id', id).update({ subject: 'Geändert' }),
      () => db.from('documents').where('id', id).delete(),
      () => db.from('document_lines').where('document_id', id).update({ net: 1 }),
      () => db.from('time_entries').update({ worked_minutes: 1 }),
    ]) {
      await assert.rejects(() => tenant.run(async () => attempt()), /issued|already billed/)
    }
    assert.deepEqual((await client.delete(tenant.path(`documents/${number}`))).errorCodes, ['document_frozen'])
  })

  test('a closed period, a day in the future and one before the last invoice are refused', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    assert.equal(number, '2026-0001')
    const id = await freeDraft(tenant, client)
    const issue = async (date: string) => (await client.post(tenant.path(`documents/${id}/issuance`), { date })).errorCodes[0]
    assert.equal(await issue('2026-11-01'), 'document_date_before_last')
    assert.equal(await issue('2099-01-01'), 'document_date_future')
    await tenant.run(async () => {
      const company = await db.from('companies').firstOrFail()
      await db.table('closed_periods').insert({ company_id: company.id, closed_until: '2026-11-05' })
    })
    assert.equal(await issue('2026-11-05'), 'period_closed')
    assert.equal((await tenant.run(() => db.from('number_ranges').firstOrFail())).next_value, 2)
  })

  test('an EU business pays no VAT: reverse charge with both VAT IDs', async ({ assert }) => {
    const { tenant, client } = await billed()
    await tenant.run(() => billing.makeAccount(10002, { name: 'Wien IT GmbH', vat_id: 'ATU52409200' }, { country: 'AT', postcode: '1010', city: 'Wien' }))
    const id = await freeDraft(tenant, client, { accountNumber: 10002 })
    const { data } = await client.get(tenant.path(`documents/${id}`))
    assert.deepEqual([data.net, data.vat, data.lines[0].taxCase, data.lines[0].revenueAccount], [1485, 0, 'EU_SERVICE_REVERSE_CHARGE', 8336])
    assert.equal((await client.post(tenant.path(`documents/${id}/issuance`), {})).status, 201)
    if (!hasPdfToText) return
    await tenant.settle()
    const pdf = await client.get(tenant.path(`documents/${id}/files/pdf`))
    assert.match(printedPages(pdf.bytes).join(''), /Steuerschuldnerschaft des Leistungsempfängers/)
  })

  test('what the tax does not cover is refused with a sentence', async ({ assert }) => {
    const { tenant, client } = await billed()
    await tenant.run(async () => {
      await billing.makeAccount(10002, { name: 'Wien IT GmbH' }, { country: 'AT' })
      await billing.makeAccount(10003, { name: 'Jan Nowak', kind: 'consumer' }, { country: 'PL' })
      await billing.makeAccount(10004, { name: 'Alpen AG' }, { country: 'CH' })
    })
    const codes = []
    for (const accountNumber of [10002, 10003, 10004, 99999]) {
      const answer = await client.post(tenant.path('documents'), freeInvoice({ accountNumber }))
      assert.notEqual(answer.json.errors[0].message, answer.errorCodes[0])
      codes.push(answer.errorCodes[0])
    }
    assert.deepEqual(codes, ['vat_id_missing', 'vat_eu_consumer', 'vat_third_country', 'account_unknown'])
  })
})

test.group('The files of a document', () => {
  test('are made once, from the frozen content, and served as downloads', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    assert.equal((await client.get(tenant.path(`documents/${number}/files/pdf`))).status, 409)
    await tenant.settle()
    const before = await tenant.run(() => db.from('document_files').orderBy('kind'))
    assert.deepEqual(before.map(({ kind }) => kind), ['pdf', 'xml'])
    await redeliver(tenant, 'document.issued', 'document_files')
    assert.deepEqual(await tenant.run(() => db.from('document_files').orderBy('kind')), before)
    const pdf = await client.get(tenant.path(`documents/${number}/files/pdf`))
    assert.match(pdf.headers.get('content-disposition')!, /^attachment; filename="Rechnung 2026-0001.pdf"/)
    assert.equal(pdf.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
    assert.match((await client.get(tenant.path(`documents/${number}/files/xml`))).text, /<rsm:CrossIndustryInvoice/)
    if (!hasPdfToText) return
    const text = printedPages(pdf.bytes).join('\n')
    for (const words of ['Rechnung 2026-0001', 'Förde Logistik AG', 'Nordlicht IT GmbH', 'DE136695976', '499,80', 'Zeitnachweis', 'Datensicherung geprüft']) {
      assert.include(text, words)
    }
    assert.notInclude(text, 'Sommer2026')
  })
})

test.group('Sending a document', () => {
  test('queues one mail with the PDF to the invoice recipients, however often the event comes', async ({ assert }) => {
    const { tenant, client, number, month } = await issued()
    await tenant.run(() => db.table('invoice_recipients').insert({ account_id: month.accountId, kind: 'cc', email: 'chef@foerde.test' }))
    assert.equal((await client.post(tenant.path(`documents/${number}/delivery`), {})).status, 202)
    await tenant.settle()
    await redeliver(tenant, 'document.delivery_due', 'document_delivery')
    const mails = await tenant.run(() => db.from('outbound_mails').where('kind', 'document'))
    assert.lengthOf(mails, 1)
    assert.deepEqual([mails[0].to_addresses, mails[0].cc_addresses], [['buchhaltung@kunde10001.test'], ['chef@foerde.test']])
    assert.match(mails[0].key, /^document:[0-9a-f-]{36}:1$/)
    assert.equal(mails[0].subject, 'Rechnung 2026-0001')
    const files = await tenant.run(() => sql('select f.name from outbound_mail_files o join files f on f.id = o.file_id'))
    assert.deepEqual(files, [{ name: 'Rechnung 2026-0001.pdf' }])
    const { data } = await client.get(tenant.path(`documents/${number}`))
    assert.isNotNull(data.sentAt)
    assert.lengthOf(await tenant.events('mail.due'), 1)
    await client.post(tenant.path(`documents/${number}/delivery`), {})
    await tenant.settle()
    const keys = await tenant.run(() => db.from('outbound_mails').orderBy('key').select('key'))
    assert.deepEqual(keys.map(({ key }) => key.split(':')[2]), ['1', '2'])
  })

  test('waits for its time, and a document held meanwhile is not sent', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    assert.deepEqual((await client.post(tenant.path(`documents/${number}/delivery`), { at: '2020-01-01T08:00' })).errorCodes, ['delivery_time_past'])
    assert.equal((await client.post(tenant.path('billing-runs/2026-10/delivery'), { at: '2099-01-01T08:00' })).data.queued, 1)
    const { data } = await client.get(tenant.path(`documents/${number}`))
    assert.equal(data.deliveryDueAt, '2099-01-01T07:00:00.000Z')
    await client.post(tenant.path(`documents/${number}/hold`))
    await tenant.run(() => db.from('timers').where('event_type', 'document.delivery_due').update({ due_at: '2020-01-01' }))
    await tenant.settle()
    assert.lengthOf(await tenant.run(() => db.from('outbound_mails')), 0)
    assert.deepEqual((await client.post(tenant.path(`documents/${number}/delivery`), {})).errorCodes, ['document_held'])
  })

  test('without a recipient or before it is issued it says so', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    const draft = await freeDraft(tenant, client)
    assert.deepEqual((await client.post(tenant.path(`documents/${draft}/delivery`), {})).errorCodes, ['document_not_issued'])
    await tenant.run(() => db.from('invoice_recipients').delete())
    assert.deepEqual((await client.post(tenant.path(`documents/${number}/delivery`), {})).errorCodes, ['document_no_recipient'])
  })
})

test.group('Cancelling a document', () => {
  test('mirrors it under a number of its own and frees what it billed', async ({ assert }) => {
    const { tenant, client, number, month } = await issued()
    const { data: cancellation } = await client.post(tenant.path(`documents/${number}/cancellation`))
    assert.equal(cancellation.number, '2026-0002')
    const { data } = await client.get(tenant.path(`documents/${cancellation.number}`))
    assert.deepEqual([data.kind, data.net, data.gross, data.cancels, data.lines[1].quantity], ['cancellation', -42000, -49980, number, '-2.000000'])
    const original = (await client.get(tenant.path(`documents/${number}`))).data
    assert.deepEqual([original.state, original.cancelledBy], ['cancelled', '2026-0002'])
    const work = await tenant.run(() => db.from('time_entries').where('id', month.workId).firstOrFail())
    assert.isNull(work.charge_id)
    const content = (await tenant.run(() => db.from('documents').where('number', '2026-0002').firstOrFail())).content
    assert.deepEqual(checkInvoice(content), [])
    await tenant.run(() => draftRun('2026-10'))
    const again = await client.post(tenant.path('billing-runs/2026-10/issuance'), {})
    assert.deepEqual(again.data.issued, ['2026-0003'])
    assert.lengthOf(await tenant.events('document.cancelled'), 1)
  })

  test('works once, and not on a cancellation or a draft', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    const both = await Promise.all([1, 2].map(() => client.post(tenant.path(`documents/${number}/cancellation`))))
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409])
    assert.deepEqual((await client.post(tenant.path('documents/2026-0002/cancellation'))).errorCodes, ['document_is_cancellation'])
    const draft = await freeDraft(tenant, client)
    assert.deepEqual((await client.post(tenant.path(`documents/${draft}/cancellation`))).errorCodes, ['document_not_issued'])
  })
})

test.group('A free invoice', () => {
  test('is written, changed under its version, issued; or deleted while it is a draft', async ({ assert }) => {
    const { tenant, client } = await billed()
    const id = await freeDraft(tenant, client)
    const path = tenant.path(`documents/${id}`)
    const lines = [
      { description: 'Router', quantity: '1', unit: 'C62', unitPrice: '249.995' },
      { description: 'Fachbuch', quantity: '2', unit: 'C62', unitPrice: '10', vatGroup: 'reduced' },
    ]
    assert.equal((await client.put(path, { ...freeInvoice({ lines }), version: 1 })).status, 204)
    assert.deepEqual((await client.put(path, { ...freeInvoice(), version: 1 })).errorCodes, ['version_mismatch'])
    const { data } = await client.get(path)
    // 250,00 at 19 % and 20,00 at 7 %
    assert.deepEqual([data.net, data.vat, data.lines.map((line: { revenueAccount: number }) => line.revenueAccount)], [27000, 4890, [8400, 8300]])
    assert.equal((await client.post(`${path}/issuance`, {})).status, 201)
    assert.deepEqual((await client.put(path, { ...freeInvoice(), version: 3 })).errorCodes, ['document_frozen'])
    const other = await freeDraft(tenant, client)
    assert.equal((await client.delete(tenant.path(`documents/${other}`))).status, 204)
    assert.equal((await client.get(tenant.path(`documents/${other}`))).status, 404)
  })

  test('a negative sum and a broken amount are refused', async ({ assert }) => {
    const { tenant, client } = await billed()
    const line = { description: 'Nachlass', quantity: '-1', unit: 'C62', unitPrice: '10' }
    const id = await freeDraft(tenant, client, { lines: [line] })
    assert.deepEqual((await client.post(tenant.path(`documents/${id}/issuance`), {})).errorCodes, ['document_negative'])
    const wrong = await client.post(tenant.path('documents'), freeInvoice({ supplyFrom: '2026-02-30', lines: [{ ...line, quantity: '1,5' }] }))
    assert.deepEqual([wrong.status, wrong.json.errors.map((error: { field: string }) => error.field)], [422, ['supplyFrom', 'lines.0.quantity']])
  })

  test('roles: an auditor reads, a technician does not; a foreign document is not found', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    const auditor = await tenant.as('auditor')
    assert.equal((await auditor.get(tenant.path(`documents/${number}`))).status, 200)
    assert.equal((await auditor.post(tenant.path(`documents/${number}/cancellation`))).status, 403)
    const technician = await tenant.as('technician')
    assert.equal((await technician.get(tenant.path('documents'))).status, 403)
    const other = await TestTenant.create()
    const foreign = (await client.get(tenant.path(`documents/${number}`))).data.id
    for (const reference of [foreign, number]) {
      assert.equal((await (await other.signIn()).get(other.path(`documents/${reference}`))).status, 404)
    }
  })

  test('the list pages through everything once, newest first', async ({ assert }) => {
    const { tenant, client } = await billed()
    for (let count = 0; count < 5; count++) {
      await client.post(tenant.path(`documents/${await freeDraft(tenant, client)}/issuance`), {})
    }
    await freeDraft(tenant, client)
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const { json } = await client.get(tenant.path(`documents?limit=2${after && `&after=${after}`}`))
      seen.push(...json.data.map((document: { number: string }) => document.number.slice(-4)))
      after = json.meta.next
    }
    assert.deepEqual(seen, ['0005', '0004', '0003', '0002', '0001'])
    assert.lengthOf((await client.get(tenant.path('documents?state=draft'))).data, 1)
  })
})

/** Delivers the last event of the type once more to one consumer, as the bus may. */
async function redeliver(tenant: TestTenant, type: string, consumer: string): Promise<void> {
  const event = await tenant.run(() => db.from('events').where('type', type).orderBy('seq', 'desc').firstOrFail())
  await deliver(consumer, { tenantId: tenant.id, eventId: event.id, type, lane: 'live' })
}
