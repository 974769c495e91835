import { MailboxSchema } from '#database/schema'
import { refused } from '#core/errors'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import { recordDesk } from '#desk/desk_events'
import { queueIdOf } from '#tickets/ticket_references'

export interface MailboxFields {
  /** normalised: lower case, the domain as mail servers write it */
  address?: string
  /** what stands before the address in the mails that leave */
  name?: string
  /** where tickets from its mails begin */
  queueId?: string
  acknowledge?: boolean
  isDefault?: true
}

/** An address of the house that mails come to and answers leave from. */
export class Mailbox extends MailboxSchema {
  static table = 'mailboxes'

  static async add({
    isDefault,
    ...fields
  }: MailboxFields & { address: string; name: string; queueId: string }): Promise<Mailbox> {
    await queueIdOf(fields.queueId, [])
    const mailbox = new Mailbox()
    mailbox.merge({ acknowledge: true, ...fields, isDefault: false, version: 1 })
    await mailbox.save()
    const others = await sql('select 1 from mailboxes where is_default')
    if (isDefault || others.length === 0) await mailbox.becomeDefault()
    await recordDesk('mailbox.created', mailbox.id)
    return mailbox
  }

  async change(this: Mailbox, { isDefault, ...fields }: MailboxFields): Promise<void> {
    this.merge(fields)
    if (this.$dirty.queueId) await queueIdOf(this.queueId, [])
    const changed = await saveChanged(this)
    if (isDefault && !this.isDefault) changed.push(...(await this.becomeDefault()))
    if (changed.length) await recordDesk('mailbox.updated', this.id, { changed })
  }

  /** No mail is fetched for it and none leaves from it; what came stays. @throws default_needed (422) */
  async archive(): Promise<void> {
    if (this.archivedAt) return
    if (this.isDefault) throw refused('default_needed')
    this.archivedAt = tenancy.now()
    await saveChanged(this)
    await recordDesk('mailbox.archived', this.id)
  }

  /** @throws mailbox_queue_archived (422): its queue went meanwhile */
  async restore(): Promise<void> {
    if (!this.archivedAt) return
    const queue = await sql('select 1 from queues where id = ? and archived_at is null', [
      this.queueId,
    ])
    if (queue.length === 0) throw refused('mailbox_queue_archived')
    this.archivedAt = null
    await saveChanged(this)
    await recordDesk('mailbox.restored', this.id)
  }

  /** @throws default_needed (422); in_use (409) as soon as a mail came or left */
  async remove(): Promise<void> {
    if (this.isDefault) throw refused('default_needed')
    await this.delete()
    await recordDesk('mailbox.removed', this.id)
  }

  private async becomeDefault(): Promise<string[]> {
    if (this.archivedAt) throw refused('archived')
    await sql('update mailboxes set is_default = false where is_default')
    this.isDefault = true
    return saveChanged(this)
  }
}
