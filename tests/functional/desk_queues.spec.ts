import { test } from '@japa/runner'
import { openDesk } from '../support/desk.js'
import { TestTenant } from '../support/tenant.js'

test.group('Queues', () => {
  test('a queue is made, changed and put in its place', async ({ assert }) => {
    const { tenant, client, list, add, payloads } = await openDesk()
    const id = await add('queues', { name: 'Projekte' })
    const [support] = await list('queues')
    const changed = await client.patch(tenant.path(`queues/${id}`), {
      version: 1,
      name: 'Projekte & Umzüge',
      signature: 'Viele Grüße\n{name}',
    })
    assert.equal(changed.status, 204)
    await client.put(tenant.path('queues/order'), { ids: [id, support.id] })
    const queues = await list('queues')
    assert.deepEqual(
      queues.map(({ name, isDefault, used }) => [name, isDefault, used]),
      [
        ['Projekte & Umzüge', false, false],
        ['Support', true, false],
      ]
    )
    assert.equal(queues[0].signature, 'Viele Grüße\n{name}')
    assert.deepEqual(await payloads('queue.updated'), [{ changed: ['name', 'signature'] }])
    assert.lengthOf(await payloads('queue.created'), 1)
    assert.lengthOf(await payloads('queue.reordered'), 1)
    assert.deepEqual(
      (await client.patch(tenant.path(`queues/${id}`), { version: 1, name: 'X' })).errorCodes,
      ['version_mismatch']
    )
  })

  test('exactly one queue is the default, and it stays open to all', async ({ assert }) => {
    const { tenant, client, list, add } = await openDesk()
    const [support] = await list('queues')
    const id = await add('queues', { name: 'Erstannahme', isDefault: true })
    assert.deepEqual(
      (await list('queues')).filter(({ isDefault }) => isDefault).map((queue) => queue.id),
      [id]
    )
    const restricted = await client.patch(tenant.path(`queues/${id}`), {
      version: 2,
      restricted: true,
      memberIds: [tenant.ownerId],
    })
    assert.deepEqual(restricted.json.errors[0].field, 'restricted')
    assert.deepEqual(restricted.errorCodes, ['queue_default_restricted'])
    for (const answer of [
      await client.post(tenant.path(`queues/${id}/archival`)),
      await client.delete(tenant.path(`queues/${id}`)),
    ])
      assert.deepEqual(answer.errorCodes, ['default_needed'])
    assert.equal((await client.delete(tenant.path(`queues/${support.id}`))).status, 204)
  })

  test('restricting a queue hides its tickets from the others at once', async ({ assert }) => {
    const { tenant, client, list, add, payloads } = await openDesk()
    const insider = await tenant.addMember('technician', 'Ina Insider')
    const [inside, outside] = [await tenant.signIn(insider.email), await tenant.as('technician')]
    const id = await add('queues', { name: 'Personal' })
    const { number } = (
      await inside.post(tenant.path('tickets'), { subject: 'X', channel: 'phone', queueId: id })
    ).data
    assert.equal((await outside.get(tenant.path(`tickets/${number}`))).status, 200)

    const patch = (fields: object) =>
      client.patch(tenant.path(`queues/${id}`), { version: 1, restricted: true, ...fields })
    const nobody = await patch({ memberIds: [] })
    assert.deepEqual(nobody.errorCodes, ['queue_members_missing'])
    assert.equal(nobody.json.errors[0].field, 'memberIds')
    const stranger = await TestTenant.create()
    assert.deepEqual((await patch({ memberIds: [stranger.ownerId] })).errorCodes, [
      'member_unknown',
    ])

    assert.equal((await patch({ memberIds: [insider.id] })).status, 204)
    assert.equal((await outside.get(tenant.path(`tickets/${number}`))).status, 404)
    assert.equal((await client.get(tenant.path(`tickets/${number}`))).status, 404)
    assert.equal((await inside.get(tenant.path(`tickets/${number}`))).status, 200)
    assert.deepEqual(await payloads('queue.updated'), [{ changed: ['restricted', 'members'] }])
    assert.lengthOf(await payloads('queue.access_changed'), 1)

    const names = (queues: { name: string }[]) => queues.map(({ name }) => name)
    assert.include(names(await list('queues')), 'Personal', 'whoever arranges queues sees all')
    assert.notInclude(names((await outside.get(tenant.path('queues'))).data), 'Personal')
    assert.deepEqual((await list('queues'))[1].members, [{ id: insider.id, name: 'Ina Insider' }])
  })

  test('a queue with tickets is archived: gone from the choice, still readable', async ({
    assert,
  }) => {
    const { tenant, client, list, add, payloads } = await openDesk()
    const id = await add('queues', { name: 'Umzug' })
    await client.post(tenant.path('tickets'), { subject: 'X', channel: 'phone', queueId: id })
    assert.deepEqual((await client.delete(tenant.path(`queues/${id}`))).errorCodes, ['in_use'])
    assert.equal((await client.post(tenant.path(`queues/${id}/archival`))).status, 204)
    const refused = await client.post(tenant.path('tickets'), {
      subject: 'Y',
      channel: 'phone',
      queueId: id,
    })
    assert.deepEqual(refused.errorCodes, ['queue_unknown'])
    const options = (await client.get(tenant.path('ticket-options'))).data.queues
    assert.isTrue(options.find((queue: { id: string }) => queue.id === id).archived)
    const { archived, used } = (await list('queues')).find((queue) => queue.id === id)
    assert.deepEqual([archived, used], [true, true])
    assert.equal((await client.delete(tenant.path(`queues/${id}/archival`))).status, 204)
    assert.isFalse((await list('queues')).find((queue) => queue.id === id).archived)
    assert.lengthOf(await payloads('queue.archived'), 1)
    assert.lengthOf(await payloads('queue.restored'), 1)
  })

  test('a queue that a mailbox or macro names cannot be archived, and is told which', async ({
    assert,
  }) => {
    const { tenant, client, add } = await openDesk()
    const id = await add('queues', { name: 'Vertrieb' })
    const address = 'vertrieb@nordlicht.test'
    const mailbox = await add('mailboxes', { address, name: 'Vertrieb', queueId: id })
    await add('mailboxes', { address: 'a@nordlicht.test', name: 'A', queueId: id, isDefault: true })
    const archive = () => client.post(tenant.path(`queues/${id}/archival`))
    const answer = await archive()
    assert.equal(answer.status, 409)
    assert.deepEqual(answer.errorCodes, ['queue_has_mailbox'])
    const { data: queues } = await client.get(tenant.path('queues'))
    for (const box of (await client.get(tenant.path('mailboxes'))).data)
      await client.patch(tenant.path(`mailboxes/${box.id}`), {
        version: box.version,
        queueId: queues[0].id,
      })
    const macro = await add('macros', { name: 'Weiter', queueId: id })
    assert.deepEqual((await archive()).errorCodes, ['queue_has_macro'])
    assert.include((await archive()).text, 'Weiter')
    await client.delete(tenant.path(`macros/${macro}`))
    assert.equal((await archive()).status, 204)
    assert.deepEqual(
      (await client.patch(tenant.path(`mailboxes/${mailbox}`), { version: 99, queueId: id }))
        .errorCodes,
      ['version_mismatch']
    )
  })

  test('names are taken once, answered on the field, and only admins arrange', async ({
    assert,
  }) => {
    const { tenant, client, add } = await openDesk()
    await add('queues', { name: 'Projekte' })
    const taken = await client.post(tenant.path('queues'), { name: 'Projekte' })
    assert.deepEqual(taken.json.errors[0].field, 'name')
    assert.deepEqual(taken.errorCodes, ['queue_name_taken'])
    assert.equal((await client.post(tenant.path('queues'), { name: ' ' })).status, 422)
    for (const role of ['dispatcher', 'technician', 'billing', 'auditor'] as const) {
      const other = await tenant.as(role)
      assert.equal((await other.get(tenant.path('queues'))).status, 200, role)
      assert.equal((await other.post(tenant.path('queues'), { name: role })).status, 403, role)
    }
    const admin = await tenant.as('admin')
    assert.equal((await admin.post(tenant.path('queues'), { name: 'Admin' })).status, 201)
  })
})
