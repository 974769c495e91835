import db from '@adonisjs/lucid/services/db'
import { refused } from '#core/errors'

/** @throws account_unknown (422) */
export async function accountIdOf(number: number | null): Promise<string | null> {
  if (number === null) return null
  const account = await db.from('accounts').where('number', number).whereNull('archived_at').first()
  if (!account) throw refused('account_unknown', { number }, 'accountNumber')
  return account.merged_into ?? account.id
}

/** The queue named, or the default one; a restricted queue that hides from the member does not exist for him. */
export async function queueIdOf(id: string | undefined, hidden: string[]): Promise<string> {
  const query = db.from('queues').whereNull('archived_at').whereNotIn('id', hidden)
  const queue = await (id ? query.where('id', id) : query.where('is_default', true)).first()
  if (!queue) throw refused('queue_unknown', {}, 'queueId')
  return queue.id
}
