import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { registerConsumers } from '#core/consumers'
import { record } from '#core/events'
import { follow } from '../support/live.js'
import { TestTenant, unique } from '../support/tenant.js'

/** A consumer that fails until `heal`. */
function patient() {
  const type = `${unique('patient')}.felt`.replace(/\d/g, 'x')
  const state = { healed: false, type }
  registerConsumers({
    name: type.split('.')[0],
    listens: [type],
    once: true,
    async handle() {
      if (!state.healed) throw new Error('connect ECONNREFUSED 127.0.0.1:25')
    },
  })
  return state
}

/** All attempts at once, whatever else of other tests waits before them. */
async function park(tenant: TestTenant): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt++) {
    await tenant.run(() => db.from('bus_messages').update({ available_at: db.raw('now()') }))
    await tenant.settle()
  }
}

const feel = (tenant: TestTenant, type: string, subject = { type: 'probe', id: tenant.id }) =>
  tenant.run(() => record({ type, subject }))

test.group('Parked messages', () => {
  test('say which consumer, of what, why and how often', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const { type } = patient()
    const client = await tenant.signIn()
    const ticket = (
      await client.post(tenant.path('tickets'), { subject: 'Druckt nicht', channel: 'phone' })
    ).data
    const { id } = await tenant.run(() =>
      db.from('tickets').where('number', ticket.number).firstOrFail()
    )
    await feel(tenant, type, { type: 'ticket', id })
    await park(tenant)
    const { data, json } = await client.get(tenant.path('parked-messages'))
    assert.lengthOf(data, 1)
    assert.deepInclude(data[0], {
      type,
      consumer: type.split('.')[0],
      reason: 'unreachable',
      error: 'Error: connect ECONNREFUSED 127.0.0.1:25',
      attempts: 6,
      subject: { type: 'ticket', id, number: String(ticket.number), title: 'Druckt nicht' },
    })
    assert.deepEqual(json.meta, { count: 1 })
  })

  test('of a ticket in a restricted queue do not name it', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const { type } = patient()
    const id = await tenant.run(async () => {
      const queue = { name: 'Personal', restricted: true }
      const [{ id: queueId }] = await db.table('queues').returning('id').insert(queue)
      const status = await db.from('ticket_statuses').where('category', 'new').firstOrFail()
      const [ticket] = await db.table('tickets').returning('id').insert({
        number: 77,
        subject: 'Abmahnung',
        queue_id: queueId,
        status_id: status.id,
        category: 'new',
        channel: 'phone',
      })
      return ticket.id as string
    })
    await feel(tenant, type, { type: 'ticket', id })
    await park(tenant)
    const answer = await (await tenant.signIn()).get(tenant.path('parked-messages'))
    assert.lengthOf(answer.data, 1)
    assert.notMatch(answer.text, /Abmahnung|"77"/)
  })

  test('are all sent again by one act, of this tenant only', async ({ assert }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const state = patient()
    for (const each of [tenant, tenant, other]) await feel(each, state.type)
    await park(tenant)
    await park(other)
    const [client, elsewhere] = [await tenant.signIn(), await other.signIn()]
    const count = async () =>
      (await client.get(tenant.path('parked-messages/count'))).data.count as number
    assert.equal(await count(), 2)
    state.healed = true
    const answer = await client.post(tenant.path('parked-messages/retry'))
    assert.deepEqual(answer.data, { count: 2 })
    assert.equal(await count(), 0)
    await tenant.settle()
    assert.equal(await count(), 0)
    assert.equal(await tenant.run(async () => (await db.from('bus_messages')).length), 0, 'handled')
    assert.equal((await elsewhere.get(other.path('parked-messages/count'))).data.count, 1)
  })

  test('are seen by an auditor and sent again by who runs the house', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const { type } = patient()
    await feel(tenant, type)
    await park(tenant)
    const auditor = await tenant.as('auditor')
    assert.equal((await auditor.get(tenant.path('parked-messages'))).status, 200)
    assert.equal((await auditor.get(tenant.path('parked-messages/count'))).data.count, 1)
    assert.equal((await auditor.post(tenant.path('parked-messages/retry'))).status, 403)
    const technician = await tenant.as('technician')
    for (const path of ['parked-messages', 'parked-messages/count'])
      assert.equal((await technician.get(tenant.path(path))).status, 403)
    const admin = await tenant.as('admin')
    assert.deepEqual((await admin.post(tenant.path('parked-messages/retry'))).data, { count: 1 })
  })

  test('are told live when they are parked and when they are sent again, to who may see them', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const { type } = patient()
    const client = await tenant.signIn()
    const stream = await follow(client, `${tenant.slug}/parked`)
    const others = await follow(await tenant.as('technician'), `${tenant.slug}/parked`)
    await feel(tenant, type)
    await park(tenant)
    await stream.until(1)
    await client.post(tenant.path('parked-messages/retry'))
    await stream.until(2)
    assert.deepEqual(
      stream.messages.map((message) => message.type),
      ['message.parked', 'message.retried']
    )
    assert.lengthOf(others.messages, 0)
    await stream.stop()
    await others.stop()
  })
})
