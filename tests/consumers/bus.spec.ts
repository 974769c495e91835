import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { bus } from '#core/bus_service'
import { deliver, registerConsumers } from '#core/consumers'
import { record } from '#core/events'
import { relayOnce } from '#core/relay'
import * as tenancy from '#core/tenancy'
import { TestTenant } from '../support/tenant.js'

test.group('The bus', () => {
  test('hands a message to its consumer inside the tenant and forgets it', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const seen: string[] = []
    registerConsumers({
      name: 'probe',
      listens: ['probe.heard'],
      once: true,
      async handle(event) {
        seen.push(`${tenancy.tenantId()}:${event.subjectId}`)
      },
    })
    await tenant.run(() =>
      record({ type: 'probe.heard', subject: { type: 'probe', id: tenant.id } })
    )
    await tenant.settle()
    assert.deepEqual(seen, [`${tenant.id}:${tenant.id}`])
    assert.lengthOf(await tenant.run(() => db.from('bus_messages').where('consumer', 'probe')), 0)
  })

  test('parks what fails again and again, and sends it once more when a person asks', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    let healed = false
    registerConsumers({
      name: 'sick',
      listens: ['sick.felt'],
      once: true,
      async handle() {
        if (!healed) throw new Error('still sick')
      },
    })
    await tenant.run(() => record({ type: 'sick.felt', subject: { type: 'probe', id: tenant.id } }))
    await relayOnce(bus)
    for (let attempt = 0; attempt < 6; attempt++) {
      await tenant.run(() =>
        db
          .from('bus_messages')
          .where('consumer', 'sick')
          .update({ available_at: db.raw('now()') })
      )
      await bus.drain(deliver)
    }
    const client = await tenant.signIn()
    const [parked] = (await client.get(tenant.path('parked-messages'))).data
    assert.match(parked.error, /still sick/)
    healed = true
    assert.equal((await client.post(tenant.path(`parked-messages/${parked.id}/retry`))).status, 204)
    await tenant.settle()
    assert.lengthOf((await client.get(tenant.path('parked-messages'))).data, 0)
    assert.equal(
      (await (await tenant.as('technician')).get(tenant.path('parked-messages'))).status,
      403
    )
  })

  test('a transaction that commits late is not lost by the relay', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.settle()
    const recorded = Promise.withResolvers<void>()
    const late = Promise.withResolvers<void>()
    const early = tenant.run(async () => {
      await record({ type: 'slow.commit', subject: { type: 'probe', id: tenant.id } })
      recorded.resolve()
      await late.promise
    })
    await recorded.promise
    await tenant.run(() =>
      record({ type: 'fast.commit', subject: { type: 'probe', id: tenant.id } })
    )
    await relayOnce(bus)
    late.resolve()
    await early
    assert.isAbove(await relayOnce(bus), 0)
    assert.lengthOf(await tenant.run(() => db.from('outbox').where('type', 'slow.commit')), 0)
  })

  test('a chain of causes that does not end is stopped loudly', async ({ assert }) => {
    const tenant = await TestTenant.create()
    registerConsumers({
      name: 'echo',
      listens: ['echo.heard'],
      once: true,
      async handle(event) {
        await record({ type: 'echo.heard', subject: { type: 'probe', id: event.subjectId } })
      },
    })
    await tenant.run(() =>
      record({ type: 'echo.heard', subject: { type: 'probe', id: tenant.id } })
    )
    await tenant.settle()
    const depths = await tenant.run(() =>
      db.from('events').where('type', 'echo.heard').max('depth as deepest').first()
    )
    assert.equal(depths.deepest, 8)
    const [stopped] = await tenant.run(() => db.from('bus_messages').where('consumer', 'echo'))
    assert.match(stopped.error, /Event loop/)
  })
})
