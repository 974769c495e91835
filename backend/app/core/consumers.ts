import type { Delivery } from '#core/bus'
import { findEvent, type RecordedEvent } from '#core/events'
import { changed } from '#core/sql'
import * as tenancy from '#core/tenancy'

export interface Consumer {
  name: string
  /** event types, or `ticket.*` for all of a subject */
  listens: string[]
  /** true: the inbox lets each event in once. False where doing it twice is the same as once (search, live). */
  once: boolean
  /** also gets events of bulk imports; mail and notifications do not */
  bulk?: boolean
  /** Inside the tenant's transaction, beside the inbox row. No I/O to the outside. */
  handle(event: RecordedEvent): Promise<void>
}

/** For effects outside the database: opens its own transactions to claim, act and confirm. */
export interface Effect {
  name: string
  listens: string[]
  perform(delivery: Delivery): Promise<void>
}

const consumers = new Map<string, Consumer | Effect>()

export function registerConsumers(...added: (Consumer | Effect)[]): void {
  for (const consumer of added) consumers.set(consumer.name, consumer)
}

export const consumerNamed = (name: string): Consumer | Effect | undefined => consumers.get(name)

export function consumersOf(type: string): string[] {
  return [...consumers.values()]
    .filter((consumer) => hears(consumer, type))
    .map((consumer) => consumer.name)
}

/** Whether a consumer listens to a type: by name, by `subject.*` or by `*`. */
export function hears(consumer: Consumer | Effect, type: string): boolean {
  const family = `${type.split('.')[0]}.*`
  return consumer.listens.some(
    (pattern) => pattern === type || pattern === family || pattern === '*'
  )
}

/** Serialization failure and deadlock: the whole unit of work is tried again. */
const RETRYABLE = new Set(['40001', '40P01'])

/** One delivery: the tenant's transaction, the inbox, the handler. A second delivery of the same event changes nothing. */
export async function deliver(name: string, message: Delivery): Promise<void> {
  const consumer = consumers.get(name)
  // Its code was removed: nobody will ever handle this message.
  if (!consumer) return
  if ('perform' in consumer) return consumer.perform(message)
  if (message.lane === 'bulk' && !consumer.bulk) return
  for (let attempt = 1; ; attempt++) {
    try {
      return await deliverInTransaction(consumer, message)
    } catch (error) {
      if (attempt === 3 || !RETRYABLE.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

async function deliverInTransaction(consumer: Consumer, message: Delivery): Promise<void> {
  const actor = { kind: 'system', id: consumer.name, name: consumer.name } as const
  await tenancy.run({ tenantId: message.tenantId, actor, lane: message.lane }, async () => {
    if (consumer.once) {
      const first = await changed(
        'insert into inbox (consumer, event_id) values (?, ?) on conflict do nothing',
        [consumer.name, message.eventId]
      )
      if (!first) return
    }
    const event = await findEvent(message.eventId)
    if (!event) return
    tenancy.context().cause = { id: event.id, depth: event.depth }
    await consumer.handle(event)
  })
}
