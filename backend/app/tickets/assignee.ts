import db from '@adonisjs/lucid/services/db'
import { refused } from '#core/errors'

/**
 * Only who may see a ticket can be given it.
 * @throws member_unknown, member_outside_queue (422) at the field
 */
export async function expectAssignable(
  memberId: string,
  queueId: string,
  field: string
): Promise<void> {
  const member = await db.from('members').where('id', memberId).whereNull('disabled_at').first()
  if (!member) throw refused('member_unknown', {}, field)
  await expectInQueue(member, queueId, field)
}

/** A ticket that moves must not be hidden from whoever works on it. @throws member_outside_queue (422) at the field */
export async function expectAssigneeInQueue(
  assigneeId: string | null,
  queueId: string,
  field: string
): Promise<void> {
  if (!assigneeId) return
  await expectInQueue(
    await db.from('members').where('id', assigneeId).firstOrFail(),
    queueId,
    field
  )
}

async function expectInQueue(
  member: { id: string; name: string },
  queueId: string,
  field: string
): Promise<void> {
  const queue = await db.from('queues').where('id', queueId).firstOrFail()
  if (!queue.restricted) return
  const seat = await db
    .from('queue_members')
    .where({ queue_id: queueId, member_id: member.id })
    .first()
  if (!seat) throw refused('member_outside_queue', { name: member.name, queue: queue.name }, field)
}
