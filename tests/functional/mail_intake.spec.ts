import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { deliver } from '#core/consumers'
import { storeMail } from '#mail/inbound_mail'
import { TestTenant } from '../support/tenant.js'
import { ingest, makeAccount, makeMailbox, rawMail, ticketRow } from '../support/ticket.js'

const corpus = fileURLToPath(new URL('../../../shared/data/mail', import.meta.url))

test.group('A mail', () => {
  test('becomes a ticket of its sender’s account, under an SLA, acknowledged once', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const account = await makeAccount(tenant)
    const mailbox = await makeMailbox(tenant)
    const mail = await ingest(tenant, mailbox, rawMail({ subject: 'AW: VPN bricht ab' }))
    assert.equal(mail.state, 'created')
    const ticket = await ticketRow(tenant, mail.ticket_id)
    assert.equal(ticket.subject, 'VPN bricht ab')
    assert.equal(ticket.account_id, account.id)
    assert.isNotNull(ticket.next_due_at)
    assert.equal((await tenant.events('ticket.created')).length, 1)
    const sent = await tenant.run(() => db.from('outbound_mails'))
    assert.deepEqual(
      sent.map((each) => [each.kind, each.state]),
      [['acknowledgement', 'sent']]
    )
  })

  test('delivered twice by the bus makes one ticket', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    await tenant.run(() => storeMail(mailbox, 'test', rawMail({})))
    const [event] = await tenant.run(() => db.from('events').where('type', 'mail.stored'))
    const delivery = {
      tenantId: tenant.id,
      eventId: event.id,
      type: event.type,
      lane: 'live',
    } as const
    await deliver('mail_intake', delivery)
    await deliver('mail_intake', delivery)
    assert.equal((await tenant.run(() => db.from('tickets'))).length, 1)
  })

  test('that reached two of our mailboxes is one ticket', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const support = await makeMailbox(tenant)
    const sales = await tenant.run(async () => {
      const queue = await db.from('queues').firstOrFail()
      const [row] = await db
        .table('mailboxes')
        .returning('id')
        .insert({ address: 'vertrieb@nordlicht.test', name: 'Vertrieb', queue_id: queue.id })
      return row.id as string
    })
    const bytes = rawMail({ messageId: 'same' })
    const first = await ingest(tenant, support, bytes)
    const second = await ingest(
      tenant,
      sales,
      Buffer.concat([Buffer.from('Received: from b by c\r\n'), bytes])
    )
    assert.equal(second.state, 'ignored')
    assert.equal(second.reason, 'same_mail')
    assert.equal(second.ticket_id, first.ticket_id)
  })

  test('with a known Message-ID but other words is a new mail', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    await ingest(tenant, mailbox, rawMail({ messageId: 'same', text: 'eins' }))
    const second = await ingest(tenant, mailbox, rawMail({ messageId: 'same', text: 'zwei' }))
    assert.equal(second.state, 'created')
  })

  test('in answer to ours goes to its ticket and reopens it when solved', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    await makeAccount(tenant)
    const first = await ingest(tenant, mailbox, rawMail({ messageId: 'first' }))
    const client = await tenant.signIn()
    const { number } = await ticketRow(tenant, first.ticket_id)
    const { data: options } = await client.get(tenant.path('ticket-options'))
    const solved = options.statuses.find((each: { category: string }) => each.category === 'solved')
    const work = await client.post(tenant.path(`tickets/${number}/work`), {
      audience: 'customer',
      to: ['sabine@kanzlei-moeller.test'],
      text: 'Erledigt.',
      statusId: solved.id,
      minutes: 15,
    })
    assert.equal(work.status, 201, work.text)
    const [mail] = await tenant.run(() => db.from('outbound_mails').where('kind', 'reply'))
    const answer = await ingest(
      tenant,
      mailbox,
      rawMail({ inReplyTo: mail.header_message_id, text: 'Leider wieder.' })
    )
    assert.equal(answer.state, 'appended')
    assert.equal(answer.ticket_id, first.ticket_id)
    assert.equal((await ticketRow(tenant, first.ticket_id)).category, 'open')
    assert.equal((await tenant.events('ticket.reopened')).length, 1)
  })

  test('naming a number counts only from someone who takes part', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    await makeAccount(tenant)
    const first = await ingest(tenant, mailbox, rawMail({}))
    const { number } = await ticketRow(tenant, first.ticket_id)
    const own = await ingest(
      tenant,
      mailbox,
      rawMail({ subject: `[#${number}] noch etwas`, text: 'mehr' })
    )
    assert.equal(own.ticket_id, first.ticket_id)
    const stranger = await ingest(
      tenant,
      mailbox,
      rawMail({
        from: 'fremd@anderswo.test',
        subject: `[#${number}] Zugang bitte`,
        text: 'her damit',
      })
    )
    assert.equal(stranger.state, 'created')
    assert.notEqual(stranger.ticket_id, first.ticket_id)
  })

  test('by a machine is never answered, and opens nothing when it answers nothing', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    const reply = await ingest(
      tenant,
      mailbox,
      rawMail({ headers: { 'Auto-Submitted': 'auto-replied' }, inReplyTo: 'unknown@x.test' })
    )
    assert.equal(reply.state, 'ignored')
    const list = await ingest(
      tenant,
      mailbox,
      rawMail({ headers: { 'List-Id': '<news.example.test>', 'Precedence': 'bulk' } })
    )
    assert.equal(list.state, 'created')
    assert.lengthOf(await tenant.run(() => db.from('outbound_mails')), 0)
  })

  test('forwarded by a colleague becomes the customer’s ticket', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    const account = await makeAccount(tenant)
    const { email, id } = await tenant.addMember('technician', 'Anna Jessen')
    const text =
      'Kannst du das aufnehmen?\r\n\r\nVon: Sabine Möller <sabine@kanzlei-moeller.test>\r\nGesendet: Montag, 23. November 2026 08:12\r\nAn: Anna Jessen <anna@nordlicht.test>\r\nBetreff: Drucker streikt\r\n\r\nDer Drucker druckt nicht.'
    const mail = await ingest(
      tenant,
      mailbox,
      rawMail({ from: `Anna Jessen <${email}>`, subject: 'WG: Drucker streikt', text })
    )
    assert.equal(mail.state, 'created')
    const ticket = await ticketRow(tenant, mail.ticket_id)
    assert.equal(ticket.account_id, account.id)
    assert.equal(ticket.requester_email, 'sabine@kanzlei-moeller.test')
    assert.equal(ticket.assignee_id, id)
    const audiences = await tenant.run(() =>
      db.from('ticket_messages').orderBy('id').select('audience', 'body_text')
    )
    assert.deepEqual(audiences.map((each) => each.audience).sort(), ['customer', 'internal'])
  })

  test('that is too large is refused with a sentence and leaves nothing', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    await assert.rejects(
      () => tenant.run(() => storeMail(mailbox, 'big', Buffer.alloc(51 * 1024 * 1024))),
      'mail_too_large'
    )
    assert.lengthOf(await tenant.run(() => db.from('inbound_mails')), 0)
    assert.lengthOf(await tenant.run(() => db.from('files')), 0)
  })

  test('of the collection goes through without a crash, with readable text', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant, 'support@nordlicht.test', false)
    const files = globSync('**/*.eml', { cwd: corpus })
    assert.isAbove(files.length, 100)
    for (const file of files)
      await tenant.run(() => storeMail(mailbox, file, readFileSync(`${corpus}/${file}`)))
    await tenant.settle()
    const mails = await tenant.run(() => db.from('inbound_mails'))
    const failed = mails.filter((mail) => ['stored', 'failed'].includes(mail.state))
    assert.deepEqual(
      failed.map((mail) => [mail.source, mail.reason]),
      []
    )
  }).skip(!existsSync(corpus), 'the collection of real mails is not here')

  test('that breaks the intake waits with its reason and can be processed again', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    // Nothing to open a ticket with: the tenant lost its default statuses.
    await tenant.run(() =>
      db.from('ticket_statuses').where('category', 'new').update({ is_default: false })
    )
    const mail = await ingest(tenant, mailbox, rawMail({}))
    assert.equal(mail.state, 'failed')
    assert.lengthOf(await tenant.run(() => db.from('tickets')), 0)
    await tenant.run(() =>
      db.from('ticket_statuses').where('category', 'new').update({ is_default: true })
    )
    const client = await tenant.signIn()
    assert.equal((await client.get(tenant.path('inbound-mails?state=failed'))).data.length, 1)
    assert.equal(
      (await client.post(tenant.path(`inbound-mails/${mail.id}/processing`))).status,
      204
    )
    await tenant.settle()
    assert.equal((await tenant.run(() => db.from('inbound_mails').firstOrFail())).state, 'created')
  })

  test('answers the clock of daylight saving and business hours', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    const friday = DateTime.fromISO('2026-10-23T16:30:00', { zone: 'Europe/Berlin' })
    const { id } = await tenant.run(() => storeMail(mailbox, 'test', rawMail({})), friday)
    await tenant.run(async () => {
      const { takeMail } = await import('#ticket_mail/mail_intake')
      const { InboundMail } = await import('#mail/inbound_mail')
      return takeMail(await InboundMail.findOrFail(id), rawMail({}))
    }, friday)
    const [ticket] = await tenant.run(() => db.from('tickets'))
    // Normal priority: 4 hours of business time from Friday 16:30, the weekend and the change of clocks between.
    assert.equal(
      DateTime.fromJSDate(ticket.response_due_at, { zone: 'Europe/Berlin' }).toISO(),
      '2026-10-26T11:30:00.000+01:00'
    )
  })
})
