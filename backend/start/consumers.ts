import { registerConsumers } from '#core/consumers'
import { liveConsumer } from '#notifications/live_consumer'

/** Everything that listens to events. Called by the worker and by tests; `serve` consumes nothing. */
export default function consumers(): void {
  registerConsumers(liveConsumer)
}
