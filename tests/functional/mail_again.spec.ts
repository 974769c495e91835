import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Client } from '../support/client.js'
import { SABINE, mailHouse as house, newestMessage as newest } from '../support/mail_house.js'
import type { TestTenant } from '../support/tenant.js'
import { ingest, rawMail } from '../support/ticket.js'

test.group('A mail that became a message', () => {
  const html = `<p>Hallo</p><img src="cid:bild"><p>Ende</p>`
  const withFiles = () => {
    const part = (headers: string, body: string) => `--grenze\r\n${headers}\r\n\r\n${body}\r\n`
    return Buffer.from(
      `From: Sabine Möller <${SABINE}>\r\nTo: support@nordlicht.test\r\nSubject: Mit Bild\r\n` +
        `Message-ID: <bild@kanzlei-moeller.test>\r\nDate: Mon, 23 Nov 2026 08:12:00 +0100\r\n` +
        `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=grenze\r\n\r\n` +
        part('Content-Type: text/html; charset=utf-8', html) +
        part(
          'Content-Type: image/png; name=bild.png\r\nContent-ID: <bild>\r\nContent-Disposition: inline; filename=bild.png\r\nContent-Transfer-Encoding: base64',
          'iVBORw0KGgo='
        ) +
        part(
          'Content-Type: text/plain; name=notiz.txt\r\nContent-Disposition: attachment; filename=notiz.txt',
          'Notiz'
        ) +
        '--grenze--\r\n'
    )
  }

  /** Everything that processing again must not change. */
  const world = (tenant: TestTenant) =>
    tenant.run(async () => ({
      tickets: await db
        .from('tickets')
        .orderBy('id')
        .select('id', 'number', 'status_id', 'version'),
      messages: await db.from('ticket_messages').orderBy('id'),
      files: await db.from('message_files').orderBy(['message_id', 'position']),
      stored: await db.from('files').orderBy('id').select('id'),
      outbound: await db.from('outbound_mails').orderBy('id').select('id', 'state'),
      inbound: await db.from('inbound_mails').orderBy('id').select('id', 'state', 'message_id'),
    }))

  async function again(tenant: TestTenant, client: Client, id: string): Promise<number> {
    const { status } = await client.post(tenant.path(`inbound-mails/${id}/processing`))
    await tenant.settle()
    return status
  }

  test('is processed again without doing anything twice', async ({ assert }) => {
    const { tenant, mailbox, inReplyTo } = await house()
    const created = await ingest(tenant, mailbox, withFiles())
    const appended = await ingest(tenant, mailbox, rawMail({ inReplyTo, text: 'Dazu noch.' }))
    const client = await tenant.signIn()
    const before = await world(tenant)
    for (const mail of [created, appended, created])
      assert.equal(await again(tenant, client, mail.id), 204)
    assert.deepEqual(await world(tenant), before)
    assert.lengthOf(await tenant.events('ticket.message_reread'), 3)
  })

  test('is read again by the rules of today: text, HTML and attachments', async ({ assert }) => {
    const { tenant, mailbox } = await house()
    const mail = await ingest(tenant, mailbox, withFiles())
    const before = await world(tenant)
    // As an earlier version that knew less might have left it.
    await tenant.run(async () => {
      await db
        .from('ticket_messages')
        .where('id', mail.message_id)
        .update({ body_text: '=48allo', body_html: null, subject: null })
      await db.from('message_files').where('message_id', mail.message_id).delete()
    })
    const client = await tenant.signIn()
    assert.equal(await again(tenant, client, mail.id), 204)
    const message = await newest(tenant, mail.ticket_id)
    const was = before.messages.find(({ id }) => id === message.id)
    assert.deepInclude(message, { body_text: was.body_text, subject: 'Mit Bild' })
    const files = await tenant.run(() =>
      db
        .from('message_files')
        .join('files', 'files.id', 'message_files.file_id')
        .where('message_id', message.id)
        .orderBy('position')
        .select('files.id', 'files.name')
    )
    assert.sameMembers(
      files.map(({ name }) => name),
      ['bild.png', 'notiz.txt']
    )
    const picture = files.find(({ name }) => name === 'bild.png')
    assert.include(message.body_html, `/attachments/${picture.id}`)
    assert.lengthOf((await world(tenant)).tickets, before.tickets.length)
  })

  test('and was a colleague’s forward stays the customer’s words', async ({ assert }) => {
    const { tenant, mailbox, colleague } = await house()
    const text = `Bitte aufnehmen.\r\n\r\nVon: Sabine Möller <${SABINE}>\r\nGesendet: Montag, 23. November 2026 08:12\r\nAn: Anna\r\nBetreff: Drucker streikt\r\n\r\nDer Drucker druckt nicht.`
    const mail = await ingest(
      tenant,
      mailbox,
      rawMail({ from: colleague.email, subject: 'WG: Drucker streikt', text })
    )
    const before = await world(tenant)
    assert.equal(await again(tenant, await tenant.signIn(), mail.id), 204)
    assert.deepEqual(await world(tenant), before)
  })
})
