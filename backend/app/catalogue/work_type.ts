import { WorkTypeSchema } from '#database/schema'
import { refused } from '#core/errors'
import { record } from '#core/events'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import type { WorkTypeEvent } from '#catalogue/catalogue_events'
import { Item } from '#catalogue/item'

export interface WorkTypeRow {
  id: string
  name: string
  position: number
  archived: boolean
  version: number
  item: { number: string; name: string }
}

/** A kind of work (remote, on site, at night) and the item by which its hours are sold. */
export class WorkType extends WorkTypeSchema {
  static table = 'work_types'

  static list(): Promise<WorkTypeRow[]> {
    return sql<WorkTypeRow>(
      `select w.id, w.name, w.position, w.archived_at is not null as archived, w.version,
              jsonb_build_object('number', i.number, 'name', i.name) as item
       from work_types w join items i on i.tenant_id = w.tenant_id and i.id = w.item_id
       order by w.archived_at is not null, w.position, w.name`
    )
  }

  static async add({
    itemNumber,
    ...fields
  }: {
    name: string
    itemNumber: string
    position?: number
  }): Promise<WorkType> {
    const itemId = await itemIdOf(itemNumber)
    const workType = await WorkType.create({ position: 1, ...fields, itemId, version: 1 })
    await workType.record('work_type.created')
    return workType
  }

  async change(
    this: WorkType,
    fields: { name?: string; itemNumber?: string; position?: number; archived?: boolean }
  ): Promise<void> {
    const { itemNumber, archived, ...rest } = fields
    this.merge(rest)
    if (itemNumber !== undefined) this.itemId = await itemIdOf(itemNumber)
    if (archived !== undefined)
      this.archivedAt = archived ? (this.archivedAt ?? tenancy.now()) : null
    const changed = await saveChanged(this)
    if (changed.length) await this.record('work_type.updated', { changed })
  }

  private async record(type: WorkTypeEvent, payload: Record<string, unknown> = {}): Promise<void> {
    await record({ type, subject: { type: 'work_type', id: this.id }, payload })
  }
}

/** @throws item_unknown (422) */
async function itemIdOf(number: string): Promise<string> {
  const item = await Item.query().where('number', number).whereNull('archived_at').first()
  if (!item) throw refused('item_unknown', { number }, 'itemNumber')
  return item.id
}
