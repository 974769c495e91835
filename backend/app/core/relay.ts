import db from '@adonisjs/lucid/services/db'
import type { Bus } from '#core/bus'
import { consumersOf } from '#core/consumers'
import { sql } from '#core/sql'

const BATCH = 500

interface OutboxRow {
  seq: number
  tenant_id: string
  event_id: string
  type: string
  lane: 'live' | 'bulk'
}

/**
 * Moves a batch from the outbox to the bus and returns how many. Rows are locked and not remembered by a last id:
 * a transaction that commits late has a lower number, and a cursor would lose it.
 * A crash between publishing and deleting publishes again, which the bus and the consumers bear.
 */
export async function relayOnce(bus: Bus): Promise<number> {
  return db.connection('relay').transaction(async (transaction) => {
    const rows = await sql<OutboxRow>(
      'select seq, tenant_id, event_id, type, lane from outbox order by seq limit ? for update skip locked',
      [BATCH],
      transaction
    )
    if (rows.length === 0) return 0
    await bus.publish(
      rows.map((row) => ({
        tenantId: row.tenant_id,
        eventId: row.event_id,
        type: row.type,
        lane: row.lane,
      })),
      consumersOf
    )
    await sql('delete from outbox where seq = any (?)', [rows.map((row) => row.seq)], transaction)
    return rows.length
  })
}
