import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { PortalCustomer } from '../support/portal.js'
import { TestTenant } from '../support/tenant.js'
import { SABINE, mailHouse as house, newestMessage as newest } from '../support/mail_house.js'
import { ingest, makeMailbox, rawMail, ticketRow } from '../support/ticket.js'

const acknowledged = (tenant: TestTenant) =>
  tenant.run(() => db.from('outbound_mails').where('kind', 'acknowledgement').orderBy('created_at'))

test.group('A colleague’s mail in a known ticket', () => {
  test('to the customer is our own answer: sent already, the first response, from staff in the portal', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    const customer = await PortalCustomer.create(tenant)
    const first = await ingest(
      tenant,
      mailbox,
      rawMail({ from: customer.email, messageId: 'first' })
    )
    const { id: ticketId, number } = await ticketRow(tenant, first.ticket_id)
    const colleague = await tenant.addMember('technician', 'Anna Jessen')
    const before = await tenant.run(() => db.from('outbound_mails'))
    const mail = await ingest(
      tenant,
      mailbox,
      rawMail({
        from: `Anna Jessen <${colleague.email}>`,
        to: customer.email,
        headers: { Cc: 'support@nordlicht.test' },
        inReplyTo: 'first@kanzlei-moeller.test',
        text: 'Bitte starten Sie den Router neu.',
      })
    )
    assert.deepEqual([mail.state, mail.ticket_id], ['appended', ticketId])
    const message = await newest(tenant, ticketId)
    assert.include(message, {
      direction: 'out',
      audience: 'customer',
      author_member_id: colleague.id,
      author_name: 'Anna Jessen',
      send_after: null,
    })
    assert.isNotNull((await ticketRow(tenant, ticketId)).responded_at)
    assert.lengthOf(await tenant.run(() => db.from('outbound_mails')), before.length)

    const visitor = await customer.signIn()
    const { data } = await visitor.get(customer.path(`tickets/${number}`))
    const last = data.messages.at(-1)
    assert.deepInclude(last, { fromStaff: true, authorName: 'Anna Jessen', own: false })

    const staff = await tenant.signIn(colleague.email)
    const undo = await staff.delete(tenant.path(`tickets/${number}/messages/${message.id}`))
    assert.notEqual(undo.status, 204, 'what has left cannot be taken back')
  })

  test('found by the number in the subject counts the same', async ({ assert }) => {
    const { tenant, mailbox, ticket, colleague } = await house()
    await ingest(
      tenant,
      mailbox,
      rawMail({
        from: colleague.email,
        to: SABINE,
        subject: `AW: [#${ticket.number}] VPN bricht ab`,
        text: 'Erledigt.',
      })
    )
    const message = await newest(tenant, ticket.id)
    assert.include(message, { direction: 'out', author_member_id: colleague.id })
  })

  test('only to our own mailbox and people is an internal note', async ({ assert }) => {
    const { tenant, mailbox, ticket, colleague, inReplyTo } = await house()
    const other = await tenant.addMember('dispatcher')
    await ingest(
      tenant,
      mailbox,
      rawMail({
        from: colleague.email,
        headers: { Cc: other.email },
        inReplyTo,
        text: 'Kenne ich.',
      })
    )
    const message = await newest(tenant, ticket.id)
    assert.include(message, { audience: 'internal', author_member_id: colleague.id })
    assert.isNull((await ticketRow(tenant, ticket.id)).responded_at)
  })

  test('to somebody outside who is not the customer is between us and a third party', async ({
    assert,
  }) => {
    const { tenant, mailbox, ticket, colleague, inReplyTo } = await house()
    await ingest(
      tenant,
      mailbox,
      rawMail({
        from: colleague.email,
        to: 'hotline@provider.test',
        headers: { Cc: 'support@nordlicht.test' },
        inReplyTo,
      })
    )
    const message = await newest(tenant, ticket.id)
    assert.include(message, { direction: 'out', audience: 'third_party' })
  })

  test('written by a machine in his name is no answer', async ({ assert }) => {
    const { tenant, mailbox, ticket, colleague, inReplyTo } = await house()
    await ingest(
      tenant,
      mailbox,
      rawMail({
        from: colleague.email,
        to: SABINE,
        inReplyTo,
        headers: { 'Auto-Submitted': 'auto-replied' },
        text: 'Ich bin im Urlaub.',
      })
    )
    assert.equal((await newest(tenant, ticket.id)).audience, 'internal')
    assert.isNull((await ticketRow(tenant, ticket.id)).responded_at)
  })

  test('about his own ticket is the asker’s word', async ({ assert }) => {
    const { tenant, mailbox, colleague } = await house()
    const own = await ingest(
      tenant,
      mailbox,
      rawMail({ from: colleague.email, messageId: 'own', subject: 'Mein Laptop' })
    )
    await ingest(
      tenant,
      mailbox,
      rawMail({ from: colleague.email, inReplyTo: 'own@kanzlei-moeller.test', text: 'Noch etwas.' })
    )
    const message = await newest(tenant, own.ticket_id)
    assert.include(message, { direction: 'in', audience: 'customer' })
  })
})

test.group('Reply-To', () => {
  const form = (headers: Record<string, string>, more = {}) =>
    rawMail({ from: 'Shop <noreply@shop.test>', subject: 'Kontaktformular', headers, ...more })

  test('of a contact form is who asks, and answers go there', async ({ assert }) => {
    const { tenant, account, mailbox } = await house()
    const mail = await ingest(tenant, mailbox, form({ 'Reply-To': `Sabine Möller <${SABINE}>` }))
    const ticket = await ticketRow(tenant, mail.ticket_id)
    assert.include(ticket, { requester_email: SABINE, account_id: account.id })
    assert.equal(ticket.contact_id, account.contactId)
    const message = await newest(tenant, ticket.id)
    assert.include(message, { from_address: SABINE, author_name: 'Sabine Möller' })
    assert.equal(message.author_contact_id, account.contactId)
  })

  test('of the form on our own website, too, and is acknowledged there', async ({ assert }) => {
    const { tenant, mailbox } = await house()
    const mail = await ingest(
      tenant,
      mailbox,
      rawMail({
        from: 'Website <formular@nordlicht.test>',
        headers: { 'Reply-To': 'neu@interessent.test' },
      })
    )
    const { requester_email: requester } = await ticketRow(tenant, mail.ticket_id)
    assert.equal(requester, 'neu@interessent.test')
    assert.deepEqual((await acknowledged(tenant)).at(-1).to_addresses, ['neu@interessent.test'])
  })

  test('at the sender’s own domain keeps the sender, and answers go to Reply-To', async ({
    assert,
  }) => {
    const { tenant, account, mailbox } = await house()
    const mail = await ingest(
      tenant,
      mailbox,
      rawMail({ headers: { 'Reply-To': 'empfang@kanzlei-moeller.test' } })
    )
    const ticket = await ticketRow(tenant, mail.ticket_id)
    assert.equal(ticket.contact_id, account.contactId)
    assert.equal(ticket.requester_email, 'empfang@kanzlei-moeller.test')
    assert.equal((await newest(tenant, ticket.id)).author_name, 'Sabine Möller')
    const client = await tenant.signIn()
    const { data } = await client.get(tenant.path(`tickets/${ticket.number}`))
    assert.equal(data.messages[0].from, 'empfang@kanzlei-moeller.test')
  })

  test('that would go in circles is left alone', async ({ assert }) => {
    const { tenant, mailbox } = await house()
    const circles: Record<string, string>[] = [
      { 'Reply-To': 'support@nordlicht.test' },
      { 'Reply-To': 'support+t1.aaaaaaaaaaaaaaaa@nordlicht.test' },
      { 'Reply-To': 'no-reply@anderswo.test' },
      { 'Reply-To': 'liste@listen.test', 'List-Id': '<liste.listen.test>' },
    ]
    for (const headers of circles) {
      const mail = await ingest(
        tenant,
        mailbox,
        rawMail({ headers, text: JSON.stringify(headers) })
      )
      assert.equal(mail.state, 'created')
      assert.equal((await ticketRow(tenant, mail.ticket_id)).requester_email, SABINE)
    }
  })

  test('never gives trust to a ticket number, and neither does the form that carried it', async ({
    assert,
  }) => {
    const { tenant, mailbox, ticket, colleague } = await house()
    const subject = `[#${ticket.number}] Zugang`
    await tenant.run(() =>
      db.table('ticket_participants').insert({ ticket_id: ticket.id, email: 'noreply@shop.test' })
    )
    for (const replyTo of [SABINE, colleague.email, 'fremd@anderswo.test']) {
      const mail = await ingest(
        tenant,
        mailbox,
        form({ 'Reply-To': replyTo }, { subject, text: replyTo })
      )
      assert.equal(mail.state, 'created', replyTo)
      assert.notEqual(mail.ticket_id, ticket.id)
    }
  })

  test('makes nobody a colleague, and does not divert answers of a ticket found by number', async ({
    assert,
  }) => {
    const { tenant, mailbox, ticket, colleague, inReplyTo } = await house()
    await ingest(
      tenant,
      mailbox,
      form({ 'Reply-To': colleague.email, 'Cc': SABINE }, { inReplyTo, text: 'Überweisen Sie.' })
    )
    const message = await newest(tenant, ticket.id)
    assert.include(message, { direction: 'in', author_member_id: null })

    // Whoever borrowed her From at a provider of many has an address at the same one.
    const diverting = { 'Reply-To': 'sabine.2@kanzlei-moeller.test' }
    const mail = await ingest(
      tenant,
      mailbox,
      rawMail({
        subject: `[#${ticket.number}] Kennwort?`,
        headers: diverting,
        text: 'Bitte an mich',
      })
    )
    assert.equal(mail.ticket_id, ticket.id)
    assert.equal((await newest(tenant, ticket.id)).from_address, SABINE)
    const participants = await tenant.run(() =>
      db.from('ticket_participants').where('ticket_id', ticket.id).select('email')
    )
    assert.notInclude(
      participants.map(({ email }) => email),
      diverting['Reply-To']
    )
  })
})

test.group('A ticket number that is not trusted', () => {
  test('does not stay in the subject of the new ticket', async ({ assert }) => {
    const { tenant, mailbox, ticket } = await house()
    const mail = await ingest(
      tenant,
      mailbox,
      rawMail({
        from: 'fremd@anderswo.test',
        subject: `AW: [#${ticket.number}] WG: Bildschirm [#77] flackert`,
      })
    )
    const fresh = await ticketRow(tenant, mail.ticket_id)
    assert.equal(fresh.subject, 'Bildschirm flackert')
    const { subject } = (await acknowledged(tenant)).at(-1)
    assert.equal(subject, `[#${fresh.number}] Bildschirm flackert`)
  })
})
