import db from '@adonisjs/lucid/services/db'
import type { Consumer } from '#core/consumers'
import { noticeOf, tell } from '#core/live'

/** Tells every open screen of the tenant that something changed; the browser asks the API for the rest. */
export const liveConsumer: Consumer = {
  name: 'live',
  listens: ['*'],
  once: false,
  async handle(event) {
    const ticket =
      event.subjectType === 'ticket'
        ? await db.from('tickets').where('id', event.subjectId).select('queue_id').first()
        : null
    await tell(noticeOf(event, ticket?.queue_id ?? null))
  },
}
