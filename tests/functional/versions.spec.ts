import { test } from '@japa/runner'
import { saveChanged, touch } from '#core/tenant_model'
import { sql } from '#core/sql'
import { Contract } from '#contracts/contract'
import { Ticket } from '#tickets/ticket'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { addContract, contractHouse } from '../factories/contract.js'
import { TestTenant } from '../support/tenant.js'

const versionOf = async (table: 'tickets' | 'contracts', id: string) => {
  const [{ version }] = await sql<{ version: number }>(
    table === 'tickets'
      ? 'select version from tickets where id = ?'
      : 'select version from contracts where id = ?',
    [id]
  )
  return version
}

test.group('Versions', () => {
  test("a person's change counts, the clock's does not, and the model follows the database", async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      const queue = await db.from('queues').firstOrFail()
      const ticket = await Ticket.open({ subject: 'Drucker', queueId: queue.id, channel: 'phone' })
      ticket.lastMessageAt = DateTime.fromISO('2026-11-20T10:00:00Z')
      assert.deepEqual(await saveChanged(ticket), ['lastMessageAt'])
      assert.equal(ticket.version, 1)
      assert.equal(await versionOf('tickets', ticket.id), 1)
      ticket.merge({ subject: 'Scanner', lastMessageAt: DateTime.fromISO('2026-11-21T10:00:00Z') })
      await saveChanged(ticket)
      assert.equal(ticket.version, 2)
      assert.equal(await versionOf('tickets', ticket.id), 2)
      assert.deepEqual(await saveChanged(ticket), [])
      const kept = await Ticket.findOrFail(ticket.id)
      assert.equal(kept.subject, 'Scanner')
      assert.equal(+kept.lastMessageAt!, Date.parse('2026-11-21T10:00:00Z'))
    })
  })

  test('a change of the parts alone counts too', async ({ assert }) => {
    const { tenant, client, customer } = await contractHouse()
    const number = await addContract(client, tenant, customer.number)
    await tenant.run(async () => {
      const contract = await Contract.findByOrFail('number', number)
      await touch(contract)
      assert.equal(contract.version, 2)
      assert.equal(await versionOf('contracts', contract.id), 2)
    })
  })
})
