import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { addContract, contractHouse } from '../factories/contract.js'
import { TestTenant } from '../support/tenant.js'
import { Client } from '../support/client.js'
import { follow } from '../support/live.js'

test.group('Live screens', () => {
  test('a new ticket is told to everyone who may see its queue, and to nobody else', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const other = await TestTenant.create()
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
    const streams = [
      await follow(inside, `${tenant.slug}/tickets`),
      await follow(await tenant.as('technician'), `${tenant.slug}/tickets`),
      await follow(await other.signIn(), `${tenant.slug}/tickets,${other.slug}/tickets`),
    ]
    await inside.post(tenant.path('tickets'), { subject: 'Geheim', channel: 'phone', queueId })
    await tenant.settle()
    await streams[0].until(1)
    assert.isAbove(streams[0].messages.length, 0)
    assert.lengthOf(streams[1].messages, 0)
    assert.lengthOf(streams[2].messages, 0)
    for (const stream of streams) await stream.stop()
  })

  test('who is typing is said to the others who have the ticket open', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const anna = await tenant.as('technician')
    const { number } = (
      await anna.post(tenant.path('tickets'), { subject: 'Eins', channel: 'phone' })
    ).data
    const { id } = (await anna.get(tenant.path(`tickets/${number}`))).data
    await tenant.settle()
    const stream = await follow(await tenant.as('technician'), `${tenant.slug}/ticket:${id}`)
    await anna.put(tenant.path(`tickets/${number}/presence`), { state: 'typing' })
    await stream.until(1)
    assert.containsSubset(stream.messages, [
      { type: 'ticket.presence', detail: { state: 'typing' } },
    ])
    await stream.stop()
  })

  test('restricting a queue ends the streams, so that screens ask anew what they may show', async ({
    assert,
  }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const client = await tenant.signIn()
    const { id } = (await client.post(tenant.path('queues'), { name: 'Personal' })).data
    await tenant.settle()
    const stream = await follow(await tenant.as('technician'), `${tenant.slug}/tickets`)
    const desk = await follow(await tenant.as('technician'), `${tenant.slug}/desk`)
    const elsewhere = await follow(await other.signIn(), `${other.slug}/tickets`)
    await client.patch(tenant.path(`queues/${id}`), { version: 1, name: 'Personalsachen' })
    await tenant.settle()
    await desk.until(1)
    assert.deepEqual(
      desk.messages.map(({ type }) => type),
      ['queue.updated']
    )
    assert.isFalse(stream.ended(), 'a new name hides nothing')

    const memberIds = [tenant.ownerId]
    await client.patch(tenant.path(`queues/${id}`), { version: 2, restricted: true, memberIds })
    await tenant.settle()
    for (let waited = 0; !stream.ended() && waited < 4000; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20))
    assert.isTrue(stream.ended())
    assert.isFalse(elsewhere.ended(), 'another tenant’s stream goes on')
    for (const each of [stream, desk, elsewhere]) await each.stop()
  })

  test('contracts, devices, items, SLAs and settings tell who may read them, and no other house', async ({
    assert,
  }) => {
    const { tenant, client, customer } = await contractHouse()
    const owner = await tenant.signIn()
    const contract = await addContract(client, tenant, customer.number)
    const other = await TestTenant.create()
    await tenant.settle()
    await other.settle()
    const names = ['contracts', 'devices', 'items', 'sla', 'company', 'members']
    const channels = (slug: string) => names.map((name) => `${slug}/${name}`).join()
    const streams = {
      owner: await follow(owner, channels(tenant.slug)),
      technician: await follow(await tenant.as('technician'), channels(tenant.slug)),
      stranger: await follow(
        await other.signIn(),
        `${channels(other.slug)},${channels(tenant.slug)}`
      ),
    }
    const [policy] = (await owner.get(tenant.path('sla-policies'))).data
    const company = (await owner.get(tenant.path('company'))).data
    await owner.patch(tenant.path(`contracts/${contract}`), { version: 1, name: 'Neu' })
    await owner.post(tenant.path('assets'), { type: 'laptop', name: 'NB-1' })
    await owner.patch(tenant.path('items/STD'), { version: 1, name: 'Stunde' })
    await owner.patch(tenant.path(`sla-policies/${policy.id}`), {
      version: policy.version,
      name: 'Gold',
    })
    await owner.patch(tenant.path('company'), { version: company.version, city: 'Kiel' })
    await owner.post(tenant.path('members'), {
      email: `neu@${tenant.slug}.test`,
      name: 'Nele Neu',
      role: 'technician',
    })
    await tenant.settle()
    await streams.owner.until(8)
    await streams.technician.until(4)
    const heard = (stream: (typeof streams)['owner']) =>
      [
        ...new Set(stream.messages.map(({ channel, type }) => `${channel.split('/')[1]} ${type}`)),
      ].sort()
    const all = [
      'company company.updated',
      'contracts asset.created',
      'contracts contract.updated',
      'contracts item.updated',
      'devices asset.created',
      'items item.updated',
      'members member.invited',
      'sla sla_policy.updated',
    ]
    assert.deepEqual(heard(streams.owner), all)
    assert.deepEqual(
      heard(streams.technician),
      all.filter((each) => !/^(company|contracts) /.test(each))
    )
    assert.lengthOf(streams.stranger.messages, 0)
    for (const stream of Object.values(streams)) await stream.stop()
  })

  test('tickets whose due times moved are told with their lists and pages', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const owner = await tenant.signIn()
    const { number } = (
      await owner.post(tenant.path('tickets'), { subject: 'Eins', channel: 'phone' })
    ).data
    const { id } = (await owner.get(tenant.path(`tickets/${number}`))).data
    await tenant.settle()
    const stream = await follow(owner, `${tenant.slug}/tickets,${tenant.slug}/ticket:${id}`)
    const [policy] = (await owner.get(tenant.path('sla-policies'))).data
    await owner.patch(tenant.path(`sla-policies/${policy.id}`), {
      version: policy.version,
      targets: [{ priority: 'normal', firstResponseMinutes: 5, resolutionMinutes: null }],
    })
    await tenant.settle()
    await stream.until(2)
    assert.sameMembers(
      stream.messages
        .filter(({ type }) => type === 'sla_policy.recomputed')
        .map(({ channel }) => channel),
      [`${tenant.slug}/tickets`, `${tenant.slug}/ticket:${id}`]
    )
    await stream.stop()
  })

  test('without a session there is no stream', async ({ assert }) => {
    const stream = await follow(new Client(), 'nordlicht/tickets')
    assert.equal(stream.response.status, 401)
    await stream.stop()
  })
})
