import { test } from '@japa/runner'
import { checkInvoice } from '@kontor/einvoice'
import db from '@adonisjs/lucid/services/db'
import { draftRun } from '#billing/billing_run'
import { sql } from '#core/sql'
import { hasPdfToText, printedPages } from '../integrations/einvoice/pdf_reader.js'
import { freeDraft, issued, redeliver } from '../support/documents.js'

test.group('The files of a document', () => {
  test('are made once, from the frozen content, and served as downloads', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    assert.equal((await client.get(tenant.path(`documents/${number}/files/pdf`))).status, 409)
    await tenant.settle()
    const before = await tenant.run(() => db.from('document_files').orderBy('kind'))
    assert.deepEqual(
      before.map(({ kind }) => kind),
      ['pdf', 'xml']
    )
    await redeliver(tenant, 'document.issued', 'document_files')
    assert.deepEqual(await tenant.run(() => db.from('document_files').orderBy('kind')), before)
    const pdf = await client.get(tenant.path(`documents/${number}/files/pdf`))
    assert.match(
      pdf.headers.get('content-disposition')!,
      /^attachment; filename="Rechnung 2026-0001.pdf"/
    )
    assert.equal(pdf.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(pdf.bytes.subarray(0, 5).toString(), '%PDF-')
    assert.match(
      (await client.get(tenant.path(`documents/${number}/files/xml`))).text,
      /<rsm:CrossIndustryInvoice/
    )
    if (!hasPdfToText) return
    const text = printedPages(pdf.bytes).join('\n')
    for (const words of [
      'Rechnung 2026-0001',
      'Förde Logistik AG',
      'Nordlicht IT GmbH',
      'DE136695976',
      '499,80',
      'Zeitnachweis',
      'Datensicherung geprüft',
    ]) {
      assert.include(text, words)
    }
    assert.notInclude(text, 'Sommer2026')
  })
})

test.group('Sending a document', () => {
  test('queues one mail with the PDF to the invoice recipients, however often the event comes', async ({
    assert,
  }) => {
    const { tenant, client, number, month } = await issued()
    await tenant.run(() =>
      db
        .table('invoice_recipients')
        .insert({ account_id: month.accountId, kind: 'cc', email: 'chef@foerde.test' })
    )
    assert.equal((await client.post(tenant.path(`documents/${number}/delivery`), {})).status, 202)
    await tenant.settle()
    await redeliver(tenant, 'document.delivery_due', 'document_delivery')
    const mails = await tenant.run(() => db.from('outbound_mails').where('kind', 'document'))
    assert.lengthOf(mails, 1)
    assert.deepEqual(
      [mails[0].to_addresses, mails[0].cc_addresses],
      [['buchhaltung@kunde10001.test'], ['chef@foerde.test']]
    )
    assert.match(mails[0].key, /^document:[0-9a-f-]{36}:1$/)
    assert.equal(mails[0].subject, 'Rechnung 2026-0001')
    const files = await tenant.run(() =>
      sql('select f.name from outbound_mail_files o join files f on f.id = o.file_id')
    )
    assert.deepEqual(files, [{ name: 'Rechnung 2026-0001.pdf' }])
    const { data } = await client.get(tenant.path(`documents/${number}`))
    assert.isNotNull(data.sentAt)
    assert.lengthOf(await tenant.events('mail.due'), 1)
    await client.post(tenant.path(`documents/${number}/delivery`), {})
    await tenant.settle()
    const keys = await tenant.run(() => db.from('outbound_mails').orderBy('key').select('key'))
    assert.deepEqual(
      keys.map(({ key }) => key.split(':')[2]),
      ['1', '2']
    )
  })

  test('waits for its time, and a document held meanwhile is not sent', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    assert.deepEqual(
      (await client.post(tenant.path(`documents/${number}/delivery`), { at: '2020-01-01T08:00' }))
        .errorCodes,
      ['delivery_time_past']
    )
    assert.equal(
      (await client.post(tenant.path('billing-runs/2026-10/delivery'), { at: '2099-01-01T08:00' }))
        .data.queued,
      1
    )
    const { data } = await client.get(tenant.path(`documents/${number}`))
    assert.equal(data.deliveryDueAt, '2099-01-01T07:00:00.000Z')
    await client.post(tenant.path(`documents/${number}/hold`))
    await tenant.run(() =>
      db
        .from('timers')
        .where('event_type', 'document.delivery_due')
        .update({ due_at: '2020-01-01' })
    )
    await tenant.settle()
    assert.lengthOf(await tenant.run(() => db.from('outbound_mails')), 0)
    assert.deepEqual(
      (await client.post(tenant.path(`documents/${number}/delivery`), {})).errorCodes,
      ['document_held']
    )
  })

  test('without a recipient or before it is issued it says so', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    const draft = await freeDraft(tenant, client)
    assert.deepEqual(
      (await client.post(tenant.path(`documents/${draft}/delivery`), {})).errorCodes,
      ['document_not_issued']
    )
    await tenant.run(() => db.from('invoice_recipients').delete())
    assert.deepEqual(
      (await client.post(tenant.path(`documents/${number}/delivery`), {})).errorCodes,
      ['document_no_recipient']
    )
  })
})

test.group('Cancelling a document', () => {
  test('mirrors it under a number of its own and frees what it billed', async ({ assert }) => {
    const { tenant, client, number, month } = await issued()
    const { data: cancellation } = await client.post(
      tenant.path(`documents/${number}/cancellation`)
    )
    assert.equal(cancellation.number, '2026-0002')
    const { data } = await client.get(tenant.path(`documents/${cancellation.number}`))
    assert.deepEqual(
      [data.kind, data.net, data.gross, data.cancels, data.lines[1].quantity],
      ['cancellation', -42000, -49980, number, '-2.000000']
    )
    const original = (await client.get(tenant.path(`documents/${number}`))).data
    assert.deepEqual([original.state, original.cancelledBy], ['cancelled', '2026-0002'])
    const work = await tenant.run(() =>
      db.from('time_entries').where('id', month.workId).firstOrFail()
    )
    assert.isNull(work.charge_id)
    const content = (
      await tenant.run(() => db.from('documents').where('number', '2026-0002').firstOrFail())
    ).content
    assert.deepEqual(checkInvoice(content), [])
    await tenant.run(() => draftRun('2026-10'))
    const again = await client.post(tenant.path('billing-runs/2026-10/issuance'), {})
    assert.deepEqual(again.data.issued, ['2026-0003'])
    assert.lengthOf(await tenant.events('document.cancelled'), 1)
  })

  test('works once, and not on a cancellation or a draft', async ({ assert }) => {
    const { tenant, client, number } = await issued()
    const both = await Promise.all(
      [1, 2].map(() => client.post(tenant.path(`documents/${number}/cancellation`)))
    )
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [201, 409])
    assert.deepEqual(
      (await client.post(tenant.path('documents/2026-0002/cancellation'))).errorCodes,
      ['document_is_cancellation']
    )
    const draft = await freeDraft(tenant, client)
    assert.deepEqual(
      (await client.post(tenant.path(`documents/${draft}/cancellation`))).errorCodes,
      ['document_not_issued']
    )
  })
})
