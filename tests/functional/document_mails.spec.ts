import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { issued } from '../support/documents.js'
import { SmtpSink } from '../support/smtp_sink.js'
import { ingest } from '../support/ticket.js'

/** What a mail server sends back when nobody has the address, as RFC 3464 has it. */
const undeliverable = (messageId: string) =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.kunde.test',
      'To: support@nordlicht.test',
      'Subject: Undelivered Mail Returned to Sender',
      'Message-ID: <bounce.1@mx.kunde.test>',
      'Return-Path: <>',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'No such user',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.kunde.test',
      '',
      'Final-Recipient: rfc822; buchhaltung@kunde10001.test',
      'Action: failed',
      'Status: 5.1.1',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      'Subject: Rechnung 2026-0001',
      '--b--',
      '',
    ].join('\r\n')
  )

test.group('The mail of an invoice', () => {
  test('carries one well-formed Message-ID, and comes back to the document it brought', async ({
    assert,
    cleanup,
  }) => {
    const sink = new SmtpSink()
    env.set('SMTP_URL', await sink.listen())
    cleanup(() => {
      env.set('SMTP_URL', '')
      sink.close()
    })
    const { tenant, client, number } = await issued()
    await client.post(tenant.path(`documents/${number}/delivery`), {})
    await tenant.settle()
    const { id } = await tenant.run(() => db.from('documents').firstOrFail())
    const messageId = `document.${id}.1@nordlicht.test`
    assert.deepEqual([...sink.arrivals], [[messageId, 1]])
    const path = tenant.path(`documents/${number}`)
    assert.equal((await client.get(path)).data.mailState, 'sent')

    const { id: mailbox } = await tenant.run(() => db.from('mailboxes').firstOrFail())
    const bounce = await ingest(tenant, mailbox, undeliverable(`<${messageId}>`))
    // No ticket for a machine's word, but the office sees that the invoice did not arrive.
    assert.deepEqual([bounce.state, bounce.reason], ['ignored', 'bounce'])
    assert.equal((await client.get(path)).data.mailState, 'bounced')
  })

  test('is not sent once the invoice is cancelled, whatever was ordered before', async ({
    assert,
  }) => {
    const { tenant, client, number } = await issued()
    const delivery = tenant.path(`documents/${number}/delivery`)
    await client.post(delivery, { at: '2099-01-01T08:00' })
    // Ordered and not yet done when the cancellation comes.
    await client.post(delivery, {})
    const { data: cancellation } = await client.post(
      tenant.path(`documents/${number}/cancellation`)
    )
    await client.post(tenant.path('billing-runs/2026-10/delivery'), {})
    await tenant.settle()
    assert.lengthOf(await tenant.run(() => db.from('outbound_mails')), 0)
    assert.lengthOf(await tenant.run(() => db.from('timers').whereLike('key', 'document:%')), 0)
    const answer = await client.post(delivery, {})
    assert.deepEqual([answer.status, answer.errorCodes], [422, ['document_was_cancelled']])
    assert.match(answer.text, /Diese Rechnung ist storniert und wird nicht mehr versendet/)
    // Its cancellation is what the customer has to get.
    const { status } = await client.post(
      tenant.path(`documents/${cancellation.number}/delivery`),
      {}
    )
    assert.equal(status, 202)
  })
})
