import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { openDesk } from '../support/desk.js'

const CALLBACK = {
  name: 'Wartet auf Rückruf',
  nameEn: 'Waiting for a call',
  category: 'pending',
  waitingFor: 'customer',
}

test.group('Ticket statuses', () => {
  test('a waiting status is made with what it waits for, and stands among its kind', async ({
    assert,
  }) => {
    const { tenant, client, list, add, payloads } = await openDesk()
    const { waitingFor, ...nothing } = CALLBACK
    const missing = await client.post(tenant.path('ticket-statuses'), nothing)
    assert.deepEqual(
      missing.json.errors.map(({ code, field }: { code: string; field: string }) => [code, field]),
      [['waiting_for_missing', 'waitingFor']]
    )
    const id = await add('ticket-statuses', { ...nothing, waitingFor, reopensAfterDays: 3 })
    const statuses = await list('ticket-statuses')
    const made = statuses.find((status) => status.id === id)
    assert.containsSubset(made, {
      ...CALLBACK,
      portalName: CALLBACK.name,
      portalNameEn: CALLBACK.nameEn,
      stopsClock: true,
      reopensAfterDays: 3,
      isDefault: false,
      used: false,
    })
    assert.deepEqual(
      [...new Set(statuses.map(({ category }) => category))],
      ['new', 'open', 'pending', 'solved', 'closed']
    )
    assert.lengthOf(await payloads('ticket_status.created'), 1)
  })

  test('a ticket that waits without a moment of its own is open again after the status’ days', async ({
    assert,
  }) => {
    const { tenant, client, add } = await openDesk()
    const statusId = await add('ticket-statuses', { ...CALLBACK, reopensAfterDays: 3 })
    const { number } = (
      await client.post(tenant.path('tickets'), { subject: 'X', channel: 'phone' })
    ).data
    const ticket = async () => (await client.get(tenant.path(`tickets/${number}`))).data
    const wait = (more: object) =>
      client.put(tenant.path(`tickets/${number}/status`), { statusId, ...more })
    await wait({})
    const days = DateTime.fromISO((await ticket()).waitUntil).diffNow('days').days
    assert.closeTo(days, 3, 0.01)
    await wait({ waitUntil: null })
    assert.isNull((await ticket()).waitUntil, 'said: until someone acts')
    const moment = DateTime.utc().plus({ days: 9 }).startOf('hour')
    await wait({ waitUntil: moment.toISO() })
    assert.equal((await ticket()).waitUntil, moment.toISO())

    await client.post(tenant.path(`tickets/${number}/work`), {
      audience: 'internal',
      text: 'Erreicht niemanden',
      statusId,
    })
    assert.closeTo(DateTime.fromISO((await ticket()).waitUntil).diffNow('days').days, 3, 0.01)
  })

  test('what only a waiting status has is refused elsewhere; done and new have no choice', async ({
    assert,
  }) => {
    const { tenant, client, list, add } = await openDesk()
    const open = { name: 'In Klärung', nameEn: 'In discussion', category: 'open' }
    const post = (fields: object) => client.post(tenant.path('ticket-statuses'), fields)
    const refused = await post({ ...open, reopensAfterDays: 2 })
    assert.deepEqual(refused.errorCodes, ['only_when_waiting'])
    assert.equal(refused.json.errors[0].field, 'reopensAfterDays')
    assert.deepEqual((await post({ ...open, waitingFor: 'customer' })).errorCodes, [
      'only_when_waiting',
    ])
    assert.equal((await post({ ...open, category: 'lost' })).status, 422)
    await add('ticket-statuses', { ...open, category: 'solved', stopsClock: false })
    await add('ticket-statuses', {
      name: 'Gemeldet',
      nameEn: 'Reported',
      category: 'new',
      stopsClock: true,
    })
    const stops = Object.fromEntries(
      (await list('ticket-statuses')).map(({ name, stopsClock }) => [name, stopsClock])
    )
    assert.deepEqual([stops['In Klärung'], stops.Gemeldet], [true, false])
  })

  test('each category keeps exactly one default', async ({ assert }) => {
    const { tenant, client, list, add } = await openDesk()
    const [first] = (await list('ticket-statuses')).filter(({ category }) => category === 'open')
    const path = tenant.path(`ticket-statuses/${first.id}`)
    assert.deepEqual((await client.post(`${path}/archival`)).errorCodes, ['default_needed'])
    assert.deepEqual((await client.delete(path)).errorCodes, ['default_needed'])
    const id = await add('ticket-statuses', {
      name: 'In Klärung',
      nameEn: 'In discussion',
      category: 'open',
      isDefault: true,
    })
    const defaults = (await list('ticket-statuses')).filter(({ isDefault }) => isDefault)
    assert.deepEqual(
      defaults.map(({ category }) => category),
      ['new', 'open', 'pending', 'solved', 'closed']
    )
    assert.include(
      defaults.map((status) => status.id),
      id
    )
    assert.equal((await client.delete(path)).status, 204)
  })

  test('a used status is archived, leaves the choice and stays readable', async ({ assert }) => {
    const { tenant, client, list, add, payloads } = await openDesk()
    const id = await add('ticket-statuses', CALLBACK)
    const { number } = (
      await client.post(tenant.path('tickets'), { subject: 'X', channel: 'phone' })
    ).data
    const wait = () => client.put(tenant.path(`tickets/${number}/status`), { statusId: id })
    await wait()
    assert.deepEqual((await client.delete(tenant.path(`ticket-statuses/${id}`))).errorCodes, [
      'in_use',
    ])
    const macro = await add('macros', { name: 'Später', statusId: id })
    const archive = () => client.post(tenant.path(`ticket-statuses/${id}/archival`))
    assert.deepEqual((await archive()).errorCodes, ['status_has_macro'])
    await client.delete(tenant.path(`macros/${macro}`))
    assert.equal((await archive()).status, 204)
    assert.deepEqual((await wait()).errorCodes, ['status_unknown'])
    const { statuses } = (await client.get(tenant.path('ticket-options'))).data
    assert.containsSubset(
      statuses.filter((status: { id: string }) => status.id === id),
      [{ name: CALLBACK.name, archived: true }]
    )
    const row = (await client.get(tenant.path('tickets'))).data[0]
    assert.equal(row.status.name, CALLBACK.name)
    const again = await client.patch(tenant.path(`ticket-statuses/${id}`), {
      version: (await list('ticket-statuses')).find((status) => status.id === id).version,
      isDefault: true,
    })
    assert.deepEqual(again.errorCodes, ['archived'])
    assert.lengthOf(await payloads('ticket_status.archived'), 1)
  })

  test('two statuses of one name are refused at the name that is taken', async ({ assert }) => {
    const { tenant, client, add, payloads } = await openDesk()
    const id = await add('ticket-statuses', CALLBACK)
    const german = await client.post(tenant.path('ticket-statuses'), { ...CALLBACK, nameEn: 'X' })
    assert.equal(german.json.errors[0].field, 'name')
    const english = await client.post(tenant.path('ticket-statuses'), { ...CALLBACK, name: 'X' })
    assert.equal(english.json.errors[0].field, 'nameEn')
    assert.deepEqual(english.errorCodes, ['status_name_taken'])
    const patch = (fields: object) =>
      client.patch(tenant.path(`ticket-statuses/${id}`), { version: 1, ...fields })
    assert.equal((await patch({ name: CALLBACK.name, stopsClock: false })).status, 204)
    assert.deepEqual(await payloads('ticket_status.updated'), [{ changed: ['stopsClock'] }])
    assert.equal((await patch({ name: 'Y' })).status, 409)
    const technician = await tenant.as('technician')
    assert.equal((await technician.get(tenant.path('ticket-statuses'))).status, 200)
    assert.equal((await technician.post(tenant.path('ticket-statuses'), CALLBACK)).status, 403)
  })
})
