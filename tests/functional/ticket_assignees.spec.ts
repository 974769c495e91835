import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { TestTenant } from '../support/tenant.js'
import { makeMailbox } from '../support/ticket.js'
import type { Client } from '../support/client.js'

async function makeTicket(tenant: TestTenant, client: Client, more: object = {}): Promise<number> {
  const answer = await client.post(tenant.path('tickets'), {
    subject: 'Drucker streikt',
    channel: 'phone',
    ...more,
  })
  return answer.data.number
}

test.group('Who has a ticket', () => {
  test('undoing gives the ticket back to whoever had it, unless it was passed on since', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await makeMailbox(tenant)
    const colleague = await tenant.addMember('technician', 'Malte Brandt')
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client)
    const work = (fields: object) =>
      client.post(tenant.path(`tickets/${number}/work`), {
        audience: 'customer',
        to: ['kunde@example.test'],
        text: 'Bitte neu starten.',
        ...fields,
      })
    const assigneeId = async () =>
      (await client.get(tenant.path(`tickets/${number}`))).data.assigneeId
    const undo = (id: string) => client.delete(tenant.path(`tickets/${number}/work/${id}`))

    const answer = await work({ minutes: 5 })
    assert.isNotNull(await assigneeId(), 'who answers takes it')
    await undo(answer.data.messageId)
    assert.isNull(await assigneeId())
    assert.lengthOf(await tenant.events('time_entry.removed'), 1)

    await work({})
    const mine = await assigneeId()
    const note = await work({ audience: 'internal', to: [], assigneeId: colleague.id })
    assert.equal(await assigneeId(), colleague.id)
    await undo(note.data.messageId)
    assert.equal(await assigneeId(), mine)

    const again = await work({ audience: 'internal', to: [], assigneeId: colleague.id })
    await client.put(tenant.path(`tickets/${number}/assignment`), { memberId: null })
    await undo(again.data.messageId)
    assert.isNull(await assigneeId())
  })

  test('minutes alone name their entry, so that they can be taken back', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('technician')
    const number = await makeTicket(tenant, client)
    const { data } = await client.post(tenant.path(`tickets/${number}/work`), {
      audience: 'customer',
      minutes: 20,
    })
    assert.isNull(data.messageId)
    assert.equal((await client.delete(tenant.path(`time-entries/${data.timeEntryId}`))).status, 204)
    const ticket = (await client.get(tenant.path(`tickets/${number}`))).data
    assert.equal(ticket.minutes, 0)
    assert.isNull(ticket.assigneeId)
  })

  test('a ticket of a restricted queue is given to nobody who could not see it', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const insider = await tenant.addMember('technician')
    const outsider = await tenant.addMember('technician', 'Malte Brandt')
    const queueId = await tenant.run(async () => {
      const [queue] = await db
        .table('queues')
        .returning('id')
        .insert({ name: 'Personal', restricted: true })
      await db.table('queue_members').insert({ queue_id: queue.id, member_id: insider.id })
      return queue.id as string
    })
    const client = await tenant.signIn(insider.email)
    const number = await makeTicket(tenant, client, { queueId })
    const assignment = tenant.path(`tickets/${number}/assignment`)
    const refused = await client.put(assignment, { memberId: outsider.id })
    assert.deepEqual([refused.status, refused.errorCodes], [422, ['member_outside_queue']])
    assert.include(refused.text, 'Malte Brandt')
    const handed = await client.post(tenant.path(`tickets/${number}/work`), {
      audience: 'internal',
      text: '@Malte Brandt bitte',
      assigneeId: outsider.id,
    })
    assert.deepEqual(handed.errorCodes, ['member_outside_queue'])
    assert.equal((await client.put(assignment, { memberId: insider.id })).status, 204)

    const open = await makeTicket(tenant, client)
    await client.put(tenant.path(`tickets/${open}/assignment`), { memberId: outsider.id })
    const { version } = (await client.get(tenant.path(`tickets/${open}`))).data
    const moved = await client.patch(tenant.path(`tickets/${open}`), { version, queueId })
    assert.deepEqual(moved.errorCodes, ['member_outside_queue'])
  })
})
