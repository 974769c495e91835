import db from '@adonisjs/lucid/services/db'
import { refused } from '#core/errors'

/** The queue named, or the default one; a restricted queue that hides from the member does not exist for him. */
export async function queueIdOf(id: string | undefined, hidden: string[]): Promise<string> {
  const query = db.from('queues').whereNull('archived_at').whereNotIn('id', hidden)
  const queue = await (id ? query.where('id', id) : query.where('is_default', true)).first()
  if (!queue) throw refused('queue_unknown', {}, 'queueId')
  return queue.id
}
