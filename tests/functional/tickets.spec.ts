import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { TestTenant } from '../support/tenant.js'
import { makeAccount, makeMailbox } from '../support/ticket.js'
import type { Client } from '../support/client.js'

async function makeTicket(
  tenant: TestTenant,
  client: Client,
  more: Record<string, unknown> = {}
): Promise<number> {
  const answer = await client.post(tenant.path('tickets'), {
    subject: 'Drucker streikt',
    channel: 'phone',
    text: 'Er druckt nicht.',
    ...more,
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.data.number
}

async function statusOf(tenant: TestTenant, client: Client, category: string) {
  const { data } = await client.get(tenant.path('ticket-options'))
  return data.statuses.find(
    (each: { category: string; isDefault: boolean }) => each.category === category && each.isDefault
  )
}

test.group('Tickets', () => {
  test('a call becomes a ticket of mine with its first message', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const account = await makeAccount(tenant)
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client, {
      accountNumber: account.number,
      contactId: account.contactId,
      assignToMe: true,
    })
    const { data } = await client.get(tenant.path(`tickets/${number}`))
    assert.equal(data.account.number, account.number)
    assert.equal(data.messages[0].text, 'Er druckt nicht.')
    assert.equal(data.sla.state, 'running')
    const { data: mine } = await client.get(tenant.path('tickets?view=mine'))
    assert.deepEqual(
      mine.map((row: { number: number }) => row.number),
      [number]
    )
    assert.equal((await client.get(tenant.path('ticket-counts'))).data.mine, 1)
  })

  test('one act answers, changes the status and books the minutes; undoing takes all of it back', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await makeMailbox(tenant)
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client)
    const pending = await statusOf(tenant, client, 'pending')
    const waitUntil = DateTime.utc().plus({ days: 2 }).toISO()
    const answer = await client.post(tenant.path(`tickets/${number}/work`), {
      audience: 'customer',
      to: ['kunde@example.test'],
      text: 'Bitte neu starten.',
      statusId: pending.id,
      waitUntil,
      minutes: 15,
    })
    assert.equal(answer.status, 201, answer.text)
    const worked = (await client.get(tenant.path(`tickets/${number}`))).data
    assert.equal(worked.category, 'pending')
    assert.equal(worked.minutes, 15)
    assert.equal(worked.sla.resolution.state, 'paused')
    assert.isNotNull(worked.sla.firstResponse.metAt)
    const undone = await client.delete(
      tenant.path(`tickets/${number}/work/${answer.data.messageId}`)
    )
    assert.equal(undone.status, 204, undone.text)
    const back = (await client.get(tenant.path(`tickets/${number}`))).data
    assert.equal(back.category, 'new')
    assert.equal(back.minutes, 0)
    assert.lengthOf(back.messages, 1)
    assert.isNull(back.sla.firstResponse.metAt)
    await tenant.settle()
    assert.deepEqual(
      (await tenant.run(() => db.from('outbound_mails'))).map((mail) => mail.state),
      ['cancelled']
    )
  })

  test('after ten seconds the mail leaves and undoing is refused', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await makeMailbox(tenant)
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client)
    const answer = await client.post(tenant.path(`tickets/${number}/work`), {
      audience: 'customer',
      to: ['kunde@example.test'],
      text: 'Erledigt.',
    })
    await tenant.run(async () => {
      await db
        .from('timers')
        .whereLike('key', 'mail:%')
        .update({ due_at: db.raw(`now() - interval '1 second'`) })
      await db
        .from('ticket_messages')
        .where('id', answer.data.messageId)
        .update({ send_after: db.raw(`now() - interval '1 second'`) })
    })
    await tenant.settle()
    const [mail] = await tenant.run(() => db.from('outbound_mails'))
    assert.equal(mail.state, 'sent')
    assert.match(mail.subject, new RegExp(`^\\[#${number}\\]`))
    assert.match(mail.reply_to, /^support\+t\d+\.[a-z2-7]{16}@nordlicht\.test$/)
    const undone = await client.delete(
      tenant.path(`tickets/${number}/work/${answer.data.messageId}`)
    )
    assert.deepEqual([undone.status, undone.errorCodes], [409, ['undo_too_late']])
  })

  test('an internal note is not sent and reaches nobody outside', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await makeMailbox(tenant)
    const other = await tenant.addMember('technician', 'Malte Brandt')
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client)
    await client.post(tenant.path(`tickets/${number}/work`), {
      audience: 'internal',
      text: '@Malte kennst du das?',
      mentions: [other.id],
    })
    await tenant.settle()
    assert.lengthOf(await tenant.run(() => db.from('outbound_mails')), 0)
    const malte = await tenant.signIn(other.email)
    assert.equal((await malte.get(tenant.path('mentions'))).data[0].ticket.number, number)
  })

  test('a status that waits wakes up by its timer, once', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client)
    const pending = await statusOf(tenant, client, 'pending')
    await client.put(tenant.path(`tickets/${number}/status`), {
      statusId: pending.id,
      waitUntil: DateTime.utc().plus({ hours: 1 }).toISO(),
    })
    await tenant.settle()
    assert.equal((await client.get(tenant.path(`tickets/${number}`))).data.category, 'pending')
    await tenant.run(async () => {
      await db
        .from('timers')
        .whereLike('key', '%:wake')
        .update({ due_at: db.raw(`now() - interval '1 minute'`) })
      await db
        .from('tickets')
        .where('number', number)
        .update({ wait_until: db.raw(`now() - interval '1 minute'`) })
    })
    await tenant.settle()
    await tenant.settle()
    assert.equal((await client.get(tenant.path(`tickets/${number}`))).data.category, 'open')
    assert.lengthOf(await tenant.events('ticket.wait_over'), 1)
  })

  test('a broken SLA is recorded once, although the worker was dead when it came due', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client, { priority: 'urgent' })
    const { recomputeSla } = await import('#tickets/ticket_sla')
    const { Ticket } = await import('#tickets/ticket')
    // A week later the worker lives again, and looks twice.
    const later = DateTime.utc().plus({ days: 7 })
    for (let round = 0; round < 2; round++) {
      await tenant.run(
        async () => recomputeSla(await Ticket.findByOrFail('number', number), later),
        later
      )
    }
    assert.lengthOf(
      await tenant.events('ticket.sla_breached'),
      2,
      'first response and resolution, each once'
    )
    const { data } = await client.get(tenant.path('tickets?view=danger'))
    assert.equal(data[0].sla.state, 'breached')
  })

  test('a restricted queue is hidden from list, page, counts, search and links of others', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const insider = await tenant.addMember('technician')
    const queueId = await tenant.run(async () => {
      const [queue] = await db
        .table('queues')
        .returning('id')
        .insert({ name: 'Personal', restricted: true })
      await db.table('queue_members').insert({ queue_id: queue.id, member_id: insider.id })
      return queue.id
    })
    const inside = await tenant.signIn(insider.email)
    const number = await makeTicket(tenant, inside, { queueId, subject: 'Kündigung Herr Kruse' })
    const open = await makeTicket(tenant, inside)
    const outside = await tenant.as('admin')
    assert.equal((await outside.get(tenant.path(`tickets/${number}`))).status, 404)
    assert.deepEqual(
      (await outside.get(tenant.path('tickets'))).data.map((row: { number: number }) => row.number),
      [open]
    )
    assert.equal((await outside.get(tenant.path('ticket-counts'))).data.open, 1)
    assert.equal(
      (await outside.post(tenant.path(`tickets/${open}/links`), { number, kind: 'related' }))
        .status,
      404
    )
    assert.deepEqual(
      (await outside.patch(tenant.path(`tickets/${open}`), { version: 1, queueId })).errorCodes,
      ['queue_unknown']
    )
    await inside.post(tenant.path(`tickets/${open}/links`), { number, kind: 'related' })
    assert.lengthOf((await outside.get(tenant.path(`tickets/${open}`))).data.links, 0)
    assert.lengthOf((await inside.get(tenant.path(`tickets/${open}`))).data.links, 1)
  })

  test('two people who edit the same ticket do not overwrite each other', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client)
    const { version } = (await client.get(tenant.path(`tickets/${number}`))).data
    assert.equal(
      (await client.patch(tenant.path(`tickets/${number}`), { version, subject: 'Erster' })).status,
      200
    )
    const second = await client.patch(tenant.path(`tickets/${number}`), {
      version,
      subject: 'Zweiter',
    })
    assert.deepEqual([second.status, second.errorCodes], [409, ['version_mismatch']])
  })

  test('merging moves the conversation, and the old number leads to the survivor', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('dispatcher')
    const one = await makeTicket(tenant, client)
    const other = await makeTicket(tenant, client, { text: 'Noch einmal.' })
    assert.equal(
      (await client.post(tenant.path(`tickets/${other}/merger`), { into: one })).status,
      204
    )
    const { data } = await client.get(tenant.path(`tickets/${other}`))
    assert.equal(data.number, one)
    assert.lengthOf(data.messages, 2)
    assert.deepEqual(
      (await client.post(tenant.path(`tickets/${one}/merger`), { into: one })).errorCodes,
      ['merge_into_itself']
    )
  })

  test('pages of the list follow each other without gap or repetition', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const made: number[] = []
    for (let index = 0; index < 7; index++) made.push(await makeTicket(tenant, client))
    const seen: number[] = []
    let after: string | null = null
    do {
      const page: { data: { number: number }[]; meta: { next: string | null } } = (
        await client.get(
          tenant.path(`tickets?view=all&sort=due&limit=3${after ? `&after=${after}` : ''}`)
        )
      ).json
      seen.push(...page.data.map((row) => row.number))
      after = page.meta.next
    } while (after)
    assert.sameMembers(seen, made)
    assert.lengthOf(seen, made.length)
    assert.equal((await client.get(tenant.path('tickets?after=garbage'))).status, 422)
  })

  test('files are uploaded raw, attached once and served harmlessly', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client)
    const page = Buffer.from('<script>alert(1)</script>')
    const file = (
      await client.request('POST', tenant.path('files?name=böse.html'), page, {
        'x-file-type': 'text/html',
      })
    ).data
    assert.equal(
      (await client.get(tenant.path(`files/${file.id}`))).status,
      404,
      'an upload belongs to no ticket yet'
    )
    const note = { audience: 'internal', text: 'Anhang', fileIds: [file.id] }
    assert.equal((await client.post(tenant.path(`tickets/${number}/work`), note)).status, 201)
    assert.deepEqual((await client.post(tenant.path(`tickets/${number}/work`), note)).errorCodes, [
      'file_unknown',
    ])
    const served = await client.get(tenant.path(`files/${file.id}?inline=1`))
    assert.deepEqual(served.bytes, page)
    assert.equal(served.headers.get('content-type'), 'application/octet-stream')
    assert.match(served.headers.get('content-disposition')!, /^attachment/)
    assert.match(served.headers.get('content-security-policy')!, /sandbox/)
    const empty = await client.request('POST', tenant.path('files?name=leer.txt'), Buffer.alloc(0))
    assert.equal(empty.status, 422)
  })

  test('who may only read may not work', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const number = await makeTicket(tenant, await tenant.as('technician'))
    for (const role of ['auditor', 'billing'] as const) {
      const client = await tenant.as(role)
      assert.equal((await client.get(tenant.path(`tickets/${number}`))).status, 200)
      assert.equal(
        (
          await client.post(tenant.path(`tickets/${number}/work`), {
            audience: 'internal',
            text: 'x',
          })
        ).status,
        403
      )
      assert.equal(
        (await client.post(tenant.path('tickets'), { subject: 'x', channel: 'phone' })).status,
        403
      )
    }
  })
})
