import type { Consumer } from '#core/consumers'
import { tell } from '#core/live'

/** Tells every open screen of the tenant that something changed; ids only, the browser asks the API for the rest. */
export const liveConsumer: Consumer = {
  name: 'live',
  listens: ['*'],
  once: false,
  async handle(event) {
    await tell(event)
  },
}
