import { test } from '@japa/runner'
import { checkInvoice } from '@kontor/einvoice'
import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import * as billing from '../factories/billing_month.js'
import { hasPdfToText, printedPages } from '../integrations/einvoice/pdf_reader.js'
import { billed, freeDraft, freeInvoice, issued } from '../support/documents.js'

test.group('Issuing a document', () => {
  test('gives it number, date, due day and the complete content with its hash', async ({
    assert,
  }) => {
    const { tenant, number } = await issued()
    assert.equal(number, '2026-0001')
    const [row] = await tenant.run(() =>
      sql<Record<string, never>>(
        `select *, content_hash = sha256(convert_to(content::text, 'UTF8')) as intact from documents where number = ?`,
        [number]
      )
    )
    const { content, document_date, due_on, net, gross, intact } = row
    assert.deepEqual(
      [document_date, due_on, net, gross, intact],
      ['2026-11-02', '2026-11-16', 42000, 49980, true]
    )
    assert.deepEqual(checkInvoice(content), [])
    const { supplyPeriod, serviceKind, lines, times, contractReference } = content as Record<
      string,
      never
    >
    assert.deepEqual(supplyPeriod, { from: '2026-10-01', to: '2026-10-31' })
    assert.equal(serviceKind, 'Leistungen Oktober 2026')
    assert.equal(contractReference, '1')
    assert.deepEqual(
      (lines as { net: number }[]).map((line) => line.net),
      [10000, 15200, 16800]
    )
    assert.deepEqual(times, [
      {
        date: '2026-10-18',
        ticketNumber: '1029',
        person: 'Olga Owner',
        text: 'Datensicherung geprüft',
        minutes: 105,
        billedMinutes: 105,
        outcome: null,
      },
    ])
    assert.notInclude(JSON.stringify(content), 'Sommer2026')
    assert.lengthOf(await tenant.events('document.issued'), 1)
  })

  test('twenty at the same time get numbers without a gap', async ({ assert }) => {
    const { tenant, client } = await billed()
    const ids = []
    for (let count = 0; count < 20; count++) ids.push(await freeDraft(tenant, client))
    const answers = await Promise.all(
      ids.map((id) => client.post(tenant.path(`documents/${id}/issuance`), {}))
    )
    const numbers = answers.map((answer) => answer.data.number as string).toSorted()
    const year = new Date().getFullYear()
    assert.deepEqual(
      numbers,
      Array.from({ length: 20 }, (_, index) => `${year}-${String(index + 1).padStart(4, '0')}`)
    )
  })

  test('a second attempt on the same draft is refused and takes no number', async ({ assert }) => {
    const { tenant, client } = await billed()
    const id = await freeDraft(tenant, client)
    const attempts = await Promise.all(
      [1, 2].map(() => client.post(tenant.path(`documents/${id}/issuance`), {}))
    )
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
    assert.deepEqual((await client.delete(tenant.path(`documents/${number}`))).errorCodes, [
      'document_frozen',
    ])
  })

  test('a closed period, a day in the future and one before the last invoice are refused', async ({
    assert,
  }) => {
    const { tenant, client, number } = await issued()
    assert.equal(number, '2026-0001')
    const id = await freeDraft(tenant, client)
    const issue = async (date: string) =>
      (await client.post(tenant.path(`documents/${id}/issuance`), { date })).errorCodes[0]
    assert.equal(await issue('2026-11-01'), 'document_date_before_last')
    assert.equal(await issue('2099-01-01'), 'document_date_future')
    await tenant.run(async () => {
      const company = await db.from('companies').firstOrFail()
      await db
        .table('closed_periods')
        .insert({ company_id: company.id, closed_until: '2026-11-05' })
    })
    assert.equal(await issue('2026-11-05'), 'period_closed')
    assert.equal((await tenant.run(() => db.from('number_ranges').firstOrFail())).next_value, 2)
  })

  test('an EU business pays no VAT: reverse charge with both VAT IDs', async ({ assert }) => {
    const { tenant, client } = await billed()
    await tenant.run(() =>
      billing.makeAccount(
        10002,
        { name: 'Wien IT GmbH', vat_id: 'ATU52409200' },
        { country: 'AT', postcode: '1010', city: 'Wien' }
      )
    )
    const id = await freeDraft(tenant, client, { accountNumber: 10002 })
    const { data } = await client.get(tenant.path(`documents/${id}`))
    assert.deepEqual(
      [data.net, data.vat, data.lines[0].taxCase, data.lines[0].revenueAccount],
      [1485, 0, 'EU_SERVICE_REVERSE_CHARGE', 8336]
    )
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
    assert.deepEqual(codes, [
      'vat_id_missing',
      'vat_eu_consumer',
      'vat_third_country',
      'account_unknown',
    ])
  })
})
