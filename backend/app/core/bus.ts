export interface Delivery {
  tenantId: string
  eventId: string
  type: string
  /** a bulk import's events wait behind everything else */
  lane: 'live' | 'bulk'
}

/** Resolves when the message is dealt with; rejecting has it come again later. */
export type Handler = (consumer: string, delivery: Delivery) => Promise<void>

/**
 * What the relay and the worker need of a message bus. At least once: a message may come again, and in any order.
 * Whatever fails after the last delay is parked, where a person sees it and can send it again.
 */
export interface Bus {
  /** Resolves when the messages are safe: only then may the relay forget them. */
  publish(deliveries: Delivery[], consumersOf: (type: string) => string[]): Promise<void>
  /** Hands messages to the handler until `signal` is aborted; resolves when the last one in hand is done. */
  consume(handler: Handler, signal: AbortSignal): Promise<void>
  /** Handles what is ready now, once, and returns how many messages that was. For commands and tests. */
  drain(handler: Handler): Promise<number>
}

/** Seconds until the next attempt after the first, second, … failure; after the last of them the message is parked. */
export const RETRY_DELAYS = [1, 5, 30, 120, 600]
