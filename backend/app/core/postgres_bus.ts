import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import { RETRY_DELAYS, type Bus, type Delivery, type Handler } from '#core/bus'
import { tellFromRelay } from '#core/live'
import { sql } from '#core/sql'
import env from '#start/env'

/** A taken message comes back after this time if its worker died. */
const LEASE_SECONDS = env.get('BUS_LEASE_SECONDS', 120)
const IDLE_MILLISECONDS = 100
const BATCH = 50

interface Row {
  id: number
  tenant_id: string
  consumer: string
  event_id: string
  type: string
  lane: 'live' | 'bulk'
  attempts: number
}

/** The embedded bus: rows of bus_messages, reached as kontor_relay. Needs nothing but the database. */
export class PostgresBus implements Bus {
  async publish(deliveries: Delivery[], consumersOf: (type: string) => string[]): Promise<void> {
    const rows = deliveries.flatMap((delivery) =>
      consumersOf(delivery.type).map((consumer) => ({
        tenant_id: delivery.tenantId,
        consumer,
        event_id: delivery.eventId,
        type: delivery.type,
        lane: delivery.lane,
      }))
    )
    await sql(
      `insert into bus_messages (tenant_id, consumer, event_id, type, lane)
       select * from jsonb_to_recordset(?::jsonb) as row (tenant_id uuid, consumer text, event_id uuid, type text, lane text)
       on conflict (tenant_id, consumer, event_id) do nothing`,
      [JSON.stringify(rows)],
      'relay'
    )
  }

  async consume(handler: Handler, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let handled = 0
      try {
        handled = await this.drain(handler, signal)
      } catch (error) {
        logger.error({ err: error }, 'the bus cannot reach its database')
      }
      if (handled === 0) await sleep(IDLE_MILLISECONDS, undefined, { signal }).catch(() => {})
    }
  }

  async drain(handler: Handler, signal?: AbortSignal): Promise<number> {
    const rows = await this.take()
    for (const row of rows) {
      // What is left of the batch comes back when its lease ends, or at once to a worker that is stopping cleanly.
      if (signal?.aborted) await this.giveBack(row)
      else await this.handle(row, handler)
    }
    return rows.length
  }

  private async handle(row: Row, handler: Handler): Promise<void> {
    try {
      await handler(row.consumer, {
        tenantId: row.tenant_id,
        eventId: row.event_id,
        type: row.type,
        lane: row.lane,
      })
      await sql('delete from bus_messages where id = ?', [row.id], 'relay')
    } catch (error) {
      await this.retryLater(
        row,
        error instanceof Error ? (error.stack ?? error.message) : String(error)
      )
    }
  }

  private async take(): Promise<Row[]> {
    const rows = await sql<Row>(
      `update bus_messages set attempts = attempts + 1, available_at = clock_timestamp() + make_interval(secs => ?)
       where id in (
         select id from bus_messages where parked_at is null and available_at <= clock_timestamp()
         order by lane desc, available_at, id limit ? for update skip locked)
       returning id, tenant_id, consumer, event_id, type, lane, attempts`,
      [LEASE_SECONDS, BATCH],
      'relay'
    )
    return rows.sort((one, other) => one.id - other.id)
  }

  private async giveBack(row: Row): Promise<void> {
    await sql(
      'update bus_messages set attempts = attempts - 1, available_at = clock_timestamp() where id = ?',
      [row.id],
      'relay'
    )
  }

  private async retryLater(row: Row, error: string): Promise<void> {
    const delay = RETRY_DELAYS[row.attempts - 1]
    await sql(
      `update bus_messages
       set available_at = clock_timestamp() + make_interval(secs => ?), error = ?,
           parked_at = case when ? then clock_timestamp() end
       where id = ?`,
      [delay ?? 0, error.slice(0, 2000), delay === undefined, row.id],
      'relay'
    )
    if (delay === undefined)
      await tellFromRelay({
        tenant: row.tenant_id,
        type: 'message.parked',
        subjectType: 'parked_message',
        subjectId: row.event_id,
        accountId: null,
        queueId: null,
      })
  }
}
