import { Decimal } from 'decimal.js'
import { ItemSchema } from '#database/schema'
import { record } from '#core/events'
import { nextNumber } from '#core/numbers'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import type { ItemEvent } from '#catalogue/catalogue_events'

export interface ItemFields {
  number?: string
  name: string
  description?: string | null
  kind?: 'service' | 'goods'
  unit?: string
  /** net per unit, a decimal */
  price?: string
  revenueAccount?: number | null
  vatGroup?: 'standard' | 'reduced'
}

/** What is sold: by the piece, by the hour or by the month. */
export class Item extends ItemSchema {
  static table = 'items'
  declare kind: 'service' | 'goods'
  declare vatGroup: 'standard' | 'reduced'

  static async add(fields: ItemFields): Promise<Item> {
    const item = await Item.create({
      kind: 'service',
      unit: 'C62',
      price: '0',
      vatGroup: 'standard',
      ...fields,
      number: fields.number ?? (await freeNumber()),
      createdAt: tenancy.now(),
      version: 1,
    })
    await item.record('item.created')
    return item
  }

  async change(this: Item, fields: Partial<ItemFields>): Promise<void> {
    // As the column holds it: the same price written otherwise is no change.
    this.merge({ ...fields, ...(fields.price && { price: new Decimal(fields.price).toFixed(6) }) })
    const changed = await saveChanged(this)
    if (changed.length) await this.record('item.updated', { changed })
  }

  /** An archived item is no longer offered; contracts and documents that name it go on. */
  async archive(): Promise<void> {
    if (this.archivedAt) return
    this.archivedAt = tenancy.now()
    await saveChanged(this)
    await this.record('item.archived')
  }

  async restore(): Promise<void> {
    if (!this.archivedAt) return
    this.archivedAt = null
    await saveChanged(this)
    await this.record('item.restored')
  }

  private async record(type: ItemEvent, payload: Record<string, unknown> = {}): Promise<void> {
    await record({
      type,
      subject: { type: 'item', id: this.id },
      payload: { number: this.number, ...payload },
    })
  }
}

/** Numbers may be typed by hand, so the counter skips those that are taken. */
async function freeNumber(): Promise<string> {
  for (;;) {
    const number = String(await nextNumber('item'))
    const taken = await sql('select 1 from items where number = ?', [number])
    if (taken.length === 0) return number
  }
}
