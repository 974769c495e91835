import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { openDesk } from '../support/desk.js'

test.group('Mailboxes', () => {
  test('an address is normalised, unique and answered on the field', async ({ assert }) => {
    const { tenant, client, list, add, payloads } = await openDesk()
    const [queue] = await list('queues')
    const box = { name: 'Nordlicht', queueId: queue.id }
    await add('mailboxes', { ...box, address: ' Support@Müller-IT.Example ' })
    const [mailbox] = await list('mailboxes')
    assert.containsSubset(mailbox, {
      address: 'support@xn--mller-it-65a.example',
      isDefault: true,
      acknowledge: true,
      queue: { id: queue.id, name: 'Support' },
      used: false,
    })
    const twice = await client.post(tenant.path('mailboxes'), {
      ...box,
      address: 'SUPPORT@müller-it.example',
    })
    assert.deepEqual(twice.errorCodes, ['mailbox_taken'])
    assert.equal(twice.json.errors[0].field, 'address')
    const wrong = await client.post(tenant.path('mailboxes'), { ...box, address: 'support@' })
    assert.deepEqual(
      wrong.json.errors.map(({ field }: { field: string }) => field),
      ['address']
    )
    const lost = await client.post(tenant.path('mailboxes'), {
      ...box,
      address: 'b@x.example',
      queueId: tenant.id,
    })
    assert.deepEqual(lost.errorCodes, ['queue_unknown'])
    assert.lengthOf(await payloads('mailbox.created'), 1)
  })

  test('one mailbox is the default; another one is archived, restored and deleted', async ({
    assert,
  }) => {
    const { tenant, client, list, add } = await openDesk()
    const [queue] = await list('queues')
    const make = (address: string) =>
      add('mailboxes', { address, name: 'Nordlicht', queueId: queue.id })
    const [first, second] = [await make('a@x.example'), await make('b@x.example')]
    const path = (id: string) => tenant.path(`mailboxes/${id}`)
    assert.deepEqual((await client.post(`${path(first)}/archival`)).errorCodes, ['default_needed'])
    await client.patch(path(second), { version: 1, isDefault: true })
    assert.deepEqual(
      (await list('mailboxes')).map(({ id, isDefault }) => [id, isDefault]),
      [
        [second, true],
        [first, false],
      ]
    )
    assert.equal((await client.post(`${path(first)}/archival`)).status, 204)
    assert.isTrue((await list('mailboxes'))[1].archived)
    assert.equal((await client.delete(`${path(first)}/archival`)).status, 204)
    assert.equal((await client.delete(path(first))).status, 204)
    assert.lengthOf(await list('mailboxes'), 1)
    const technician = await tenant.as('technician')
    assert.equal((await technician.get(tenant.path('mailboxes'))).status, 403)
    assert.equal((await (await tenant.as('auditor')).get(tenant.path('mailboxes'))).status, 200)
  })

  test('a mailbox does not come back into a queue that is gone', async ({ assert }) => {
    const { tenant, client, list, add } = await openDesk()
    const [support] = await list('queues')
    await add('mailboxes', { address: 'a@x.example', name: 'A', queueId: support.id })
    const queue = await add('queues', { name: 'Messe' })
    const id = await add('mailboxes', { address: 'b@x.example', name: 'B', queueId: queue })
    await client.post(tenant.path(`mailboxes/${id}/archival`))
    await client.post(tenant.path(`queues/${queue}/archival`))
    const back = () => client.delete(tenant.path(`mailboxes/${id}/archival`))
    assert.deepEqual((await back()).errorCodes, ['mailbox_queue_archived'])
    await client.patch(tenant.path(`mailboxes/${id}`), { version: 2, queueId: support.id })
    assert.equal((await back()).status, 204)
  })
})

const GREETING = { shortcut: 'gruss', name: 'Gruß', body: 'Guten Tag {contact},', language: 'de' }

test.group('Text modules', () => {
  test('a shortcut is unique in its language', async ({ assert }) => {
    const { tenant, client, list, add, payloads } = await openDesk()
    const id = await add('text-modules', { ...GREETING, shortcut: ' Gruss ' })
    await add('text-modules', { ...GREETING, language: 'en' })
    const twice = await client.post(tenant.path('text-modules'), GREETING)
    assert.deepEqual(twice.errorCodes, ['shortcut_taken'])
    assert.equal(twice.json.errors[0].field, 'shortcut')
    assert.include(twice.text, 'Kürzel')
    const english = await (
      await tenant.signIn(tenant.ownerEmail, 'en')
    ).post(tenant.path('text-modules'), { ...GREETING, shortcut: 'guten tag' })
    assert.deepEqual(english.errorCodes, ['shortcut'])
    assert.include(english.text, 'without blanks')
    assert.equal(
      (await client.patch(tenant.path(`text-modules/${id}`), { version: 1, body: 'Moin' })).status,
      204
    )
    assert.equal(
      (await client.patch(tenant.path(`text-modules/${id}`), { version: 1, body: 'X' })).status,
      409
    )
    assert.deepEqual(await payloads('text_module.updated'), [{ changed: ['body'] }])
    assert.equal((await client.delete(tenant.path(`text-modules/${id}`))).status, 204)
    assert.deepEqual(
      (await list('text-modules')).map(({ language }) => language),
      ['en']
    )
    assert.lengthOf(await payloads('text_module.removed'), 1)
  })
})

test.group('Macros', () => {
  test('a macro does something, and nothing with what is archived', async ({ assert }) => {
    const { tenant, client, list, add, payloads } = await openDesk()
    const post = (fields: object) => client.post(tenant.path('macros'), { name: 'M', ...fields })
    const empty = await post({ audience: 'internal', message: '' })
    assert.deepEqual(empty.errorCodes, ['macro_empty'])
    assert.equal(empty.json.errors[0].field, 'message')

    const queueId = await add('queues', { name: 'Vertrieb' })
    await client.post(tenant.path(`queues/${queueId}/archival`))
    const gone = await post({ queueId })
    assert.deepEqual(gone.errorCodes, ['queue_unknown'])
    assert.equal(gone.json.errors[0].field, 'queueId')
    assert.deepEqual((await post({ statusId: tenant.id })).errorCodes, ['status_unknown'])
    assert.equal((await post({ minutes: 0 })).status, 422)

    const [status] = await list('ticket-statuses')
    const id = await add('macros', {
      name: 'Kennwort zurückgesetzt',
      message: 'Wir haben Ihr Kennwort zurückgesetzt.',
      statusId: status.id,
      minutes: 10,
      priority: 'low',
      assignToMe: true,
      tags: ['kennwort'],
    })
    const second = await add('macros', { name: 'Nur ich', assignToMe: true })
    const [macro] = await list('macros')
    assert.containsSubset(macro, {
      id,
      audience: 'customer',
      minutes: 10,
      priority: 'low',
      assignToMe: true,
      tags: ['kennwort'],
      queue: null,
      status: { id: status.id, name: status.name },
    })
    await client.put(tenant.path('macros/order'), { ids: [second, id] })
    assert.equal((await list('macros'))[0].id, second)
    const nothing = await client.patch(tenant.path(`macros/${second}`), {
      version: 2,
      assignToMe: false,
    })
    assert.deepEqual(nothing.errorCodes, ['macro_empty'])
    assert.equal((await client.delete(tenant.path(`macros/${id}`))).status, 204)
    assert.lengthOf(await payloads('macro.removed'), 1)
  })

  test('a macro into a restricted queue does not exist for those whom the queue hides from', async ({
    assert,
  }) => {
    const { tenant, list, add } = await openDesk()
    const insider = await tenant.addMember('technician')
    const queueId = await add('queues', {
      name: 'Personal',
      restricted: true,
      memberIds: [insider.id],
    })
    await add('macros', { name: 'An Personal', queueId })
    const outside = await tenant.as('technician')
    assert.deepEqual((await outside.get(tenant.path('macros'))).data, [])
    assert.deepEqual((await outside.get(tenant.path('ticket-options'))).data.macros, [])
    const inside = await tenant.signIn(insider.email)
    assert.lengthOf((await inside.get(tenant.path('ticket-options'))).data.macros, 1)
    assert.lengthOf(await list('macros'), 1)
    const row = await tenant.run(() => db.from('macros').firstOrFail())
    assert.equal(row.queue_id, queueId)
  })
})
