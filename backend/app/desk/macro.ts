import { MacroSchema } from '#database/schema'
import { refused } from '#core/errors'
import { saveChanged } from '#core/tenant_model'
import { recordDesk } from '#desk/desk_events'
import { nextPosition } from '#desk/positions'
import { queueIdOf } from '#tickets/ticket_references'
import { TicketStatus } from '#tickets/ticket_status'

export interface MacroFields {
  name?: string
  message?: string | null
  audience?: 'customer' | 'internal' | null
  statusId?: string | null
  /** working time that is proposed */
  minutes?: number | null
  priority?: 'low' | 'normal' | 'high' | 'urgent' | null
  queueId?: string | null
  assignToMe?: boolean
  /** added to those that the ticket has */
  tags?: string[]
}

/** Several steps of a ticket's work as one choice. The screen applies it; nothing is sent unread. */
export class Macro extends MacroSchema {
  static table = 'macros'

  static async add(fields: MacroFields & { name: string }): Promise<Macro> {
    const macro = new Macro()
    macro.merge({ assignToMe: false, tags: [], ...fields, version: 1 })
    macro.position = await nextPosition('macros')
    await macro.settle()
    await macro.save()
    await recordDesk('macro.created', macro.id)
    return macro
  }

  async change(this: Macro, fields: MacroFields): Promise<void> {
    this.merge(fields)
    await this.settle()
    const changed = await saveChanged(this)
    if (changed.length) await recordDesk('macro.updated', this.id, { changed })
  }

  async remove(): Promise<void> {
    await this.delete()
    await recordDesk('macro.removed', this.id)
  }

  /** @throws macro_empty, status_unknown, queue_unknown (422): what is archived cannot be named */
  private async settle(): Promise<void> {
    // A text needs to know where it goes, and a place without a text is no act.
    this.audience = this.message ? (this.audience ?? 'customer') : null
    if (this.statusId) await TicketStatus.named(this.statusId)
    if (this.queueId) await queueIdOf(this.queueId, [])
    const { message, statusId, minutes, priority, queueId, assignToMe, tags } = this
    const acts = [message, statusId, minutes, priority, queueId, assignToMe, tags.length]
    if (acts.every((act) => !act)) throw refused('macro_empty', {}, 'message')
  }
}
