import db from '@adonisjs/lucid/services/db'
import { conflict, refused } from '#core/errors'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import { recordDesk } from '#desk/desk_events'
import { nextPosition } from '#desk/positions'
import { TicketStatus, type Category } from '#tickets/ticket_status'

export interface StatusFields {
  name?: string
  nameEn?: string
  /** what the customer reads in the portal */
  portalName?: string
  portalNameEn?: string
  waitingFor?: 'customer' | 'supplier' | 'appointment' | 'other' | null
  /** Only an open or waiting status has the choice. */
  stopsClock?: boolean
  reopensAfterDays?: number | null
  isDefault?: true
}

/**
 * A status as its settings change it. Its category stays: the tickets that carry it would jump from one list to another,
 * with a clock that knows nothing of it.
 */
export class Status extends TicketStatus {
  static table = 'ticket_statuses'

  static async add({
    isDefault,
    ...fields
  }: StatusFields & { name: string; nameEn: string; category: Category }): Promise<Status> {
    const status = new Status()
    status.merge({
      portalName: fields.name,
      portalNameEn: fields.nameEn,
      stopsClock: fields.category === 'pending',
      ...fields,
      isDefault: false,
      version: 1,
    })
    status.position = await nextPosition('ticket_statuses')
    await status.settle()
    await status.save()
    if (isDefault) await status.becomeDefault()
    await recordDesk('ticket_status.created', status.id)
    return status
  }

  async change(this: Status, { isDefault, ...fields }: StatusFields): Promise<void> {
    this.merge(fields)
    await this.settle()
    const changed = await saveChanged(this)
    if (isDefault && !this.isDefault) changed.push(...(await this.becomeDefault()))
    if (changed.length) await recordDesk('ticket_status.updated', this.id, { changed })
  }

  /** Tickets keep it, but nobody chooses it any more. @throws default_needed (422), status_has_macro (409) */
  async archive(): Promise<void> {
    if (this.archivedAt) return
    if (this.isDefault) throw refused('default_needed')
    const macro = await db.from('macros').where('status_id', this.id).orderBy('name').first()
    if (macro) throw conflict('status_has_macro', { name: macro.name })
    this.archivedAt = tenancy.now()
    await saveChanged(this)
    await recordDesk('ticket_status.archived', this.id)
  }

  async restore(): Promise<void> {
    if (!this.archivedAt) return
    this.archivedAt = null
    await this.settle()
    await saveChanged(this)
    await recordDesk('ticket_status.restored', this.id)
  }

  /** @throws default_needed (422); in_use (409) as soon as a ticket or macro ever named it */
  async remove(): Promise<void> {
    if (this.isDefault) throw refused('default_needed')
    await this.delete()
    await recordDesk('ticket_status.removed', this.id)
  }

  private async becomeDefault(): Promise<string[]> {
    if (this.archivedAt) throw refused('archived')
    await sql('update ticket_statuses set is_default = false where is_default and category = ?', [
      this.category,
    ])
    this.isDefault = true
    return saveChanged(this)
  }

  /** @throws waiting_for_missing, only_when_waiting, status_name_taken (422) */
  private async settle(): Promise<void> {
    if (this.category === 'solved' || this.category === 'closed') this.stopsClock = true
    if (this.category === 'new') this.stopsClock = false
    if (this.category === 'pending') {
      if (!this.waitingFor) throw refused('waiting_for_missing', {}, 'waitingFor')
    } else {
      if (this.waitingFor) throw refused('only_when_waiting', {}, 'waitingFor')
      if (this.reopensAfterDays) throw refused('only_when_waiting', {}, 'reopensAfterDays')
    }
    // Two of the same name could not be told apart where they are chosen.
    const [twin] = await sql<{ field: 'name' | 'nameEn' }>(
      `select case when name = ? then 'name' else 'nameEn' end as field from ticket_statuses
       where (name = ? or name_en = ?) and archived_at is null and id is distinct from ?::uuid limit 1`,
      [this.name, this.name, this.nameEn, this.id ?? null]
    )
    if (twin) throw refused('status_name_taken', {}, twin.field)
  }
}
