import db from '@adonisjs/lucid/services/db'
import { QueueSchema } from '#database/schema'
import { conflict, refused } from '#core/errors'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import { recordDesk } from '#desk/desk_events'
import { nextPosition } from '#desk/positions'

export interface QueueFields {
  name?: string
  /** stands below every answer from here; {name} becomes the author */
  signature?: string | null
  /** only its members see its tickets */
  restricted?: boolean
  memberIds?: string[]
  isDefault?: true
}

/** Where tickets lie until someone takes them. */
export class Queue extends QueueSchema {
  static table = 'queues'

  static async add({
    memberIds,
    isDefault,
    ...fields
  }: QueueFields & { name: string }): Promise<Queue> {
    const queue = new Queue()
    queue.merge({ restricted: false, ...fields, isDefault: false, version: 1 })
    queue.position = await nextPosition('queues')
    await queue.save()
    if (memberIds) await queue.setMembers(memberIds)
    if (isDefault) await queue.becomeDefault()
    await queue.expectReachable()
    await recordDesk('queue.created', queue.id)
    return queue
  }

  async change(this: Queue, { memberIds, isDefault, ...fields }: QueueFields): Promise<void> {
    this.merge(fields)
    const changed = await saveChanged(this)
    if (memberIds && (await this.setMembers(memberIds))) changed.push('members')
    if (isDefault && !this.isDefault) changed.push(...(await this.becomeDefault()))
    if (changed.length === 0) return
    await this.expectReachable()
    await recordDesk('queue.updated', this.id, { changed })
    // Open screens ask anew what they may still show.
    if (changed.includes('restricted') || (this.restricted && changed.includes('members')))
      await recordDesk('queue.access_changed', this.id)
  }

  /** Its tickets stay where they are, but no other one comes. @throws default_needed, queue_has_mailbox, queue_has_macro */
  async archive(): Promise<void> {
    if (this.archivedAt) return
    if (this.isDefault) throw refused('default_needed')
    const [user] = await sql<{ kind: string; name: string }>(
      `select 'mailbox' as kind, address as name from mailboxes where queue_id = ? and archived_at is null
       union all select 'macro', name from macros where queue_id = ? order by kind desc, name limit 1`,
      [this.id, this.id]
    )
    if (user) throw conflict(`queue_has_${user.kind}`, { name: user.name })
    this.archivedAt = tenancy.now()
    await saveChanged(this)
    await recordDesk('queue.archived', this.id)
  }

  async restore(): Promise<void> {
    if (!this.archivedAt) return
    this.archivedAt = null
    await saveChanged(this)
    await recordDesk('queue.restored', this.id)
  }

  /** @throws default_needed (422); in_use (409) as soon as a ticket, mailbox or macro ever named it */
  async remove(): Promise<void> {
    if (this.isDefault) throw refused('default_needed')
    await this.delete()
    await recordDesk('queue.removed', this.id)
  }

  private async becomeDefault(): Promise<string[]> {
    if (this.archivedAt) throw refused('archived')
    await sql('update queues set is_default = false where is_default')
    this.isDefault = true
    return saveChanged(this)
  }

  /** Returns whether anything changed. Who is disabled by now may stay, but is not added. @throws member_unknown (422) */
  private async setMembers(ids: string[]): Promise<boolean> {
    const before = await this.memberIds()
    const added = ids.filter((id) => !before.includes(id))
    const gone = before.filter((id) => !ids.includes(id))
    const known = await db.from('members').whereIn('id', added).whereNull('disabled_at')
    if (known.length !== added.length) throw refused('member_unknown', {}, 'memberIds')
    if (added.length)
      await db
        .table('queue_members')
        .multiInsert(added.map((member_id) => ({ queue_id: this.id, member_id })))
    if (gone.length)
      await db.from('queue_members').where('queue_id', this.id).whereIn('member_id', gone).delete()
    return added.length + gone.length > 0
  }

  private async memberIds(): Promise<string[]> {
    const rows = await db.from('queue_members').where('queue_id', this.id)
    return rows.map((row) => row.member_id)
  }

  /** Where every new ticket may land, all must look; and no queue may be hidden from everybody. */
  private async expectReachable(): Promise<void> {
    if (!this.restricted) return
    if (this.isDefault) throw refused('queue_default_restricted', {}, 'restricted')
    const reader = await db
      .from('queue_members as q')
      .join('members as m', 'm.id', 'q.member_id')
      .where('q.queue_id', this.id)
      .whereNull('m.disabled_at')
      .first()
    if (!reader) throw refused('queue_members_missing', {}, 'memberIds')
  }
}
