import { Decimal } from 'decimal.js'
import { notFound } from '#core/errors'
import { record } from '#core/events'
import { changed, sql } from '#core/sql'
import type { ItemEvent } from '#catalogue/catalogue_events'
import type { Item } from '#catalogue/item'

export interface ItemCost {
  /** the first day that it holds, 'YYYY-MM-DD', until the next row */
  validFrom: string
  /** net per unit, a decimal */
  cost: string
}

/** What an item costs us, latest first. Apart from items, because not everyone who sells them may know it. */
export async function costsOf(item: Item): Promise<ItemCost[]> {
  const rows = await sql<ItemCost>(
    'select valid_from as "validFrom", cost from item_costs where item_id = ? order by valid_from desc',
    [item.id]
  )
  return rows.map(({ validFrom, cost }) => ({ validFrom, cost: new Decimal(cost).toString() }))
}

export async function setCost(item: Item, { validFrom, cost }: ItemCost): Promise<void> {
  await sql(
    `insert into item_costs (item_id, valid_from, cost) values (?, ?, ?)
     on conflict (tenant_id, item_id, valid_from) do update set cost = excluded.cost`,
    [item.id, validFrom, cost]
  )
  await recordCost(item)
}

export async function removeCost(item: Item, validFrom: string): Promise<void> {
  const removed = await changed('delete from item_costs where item_id = ? and valid_from = ?', [
    item.id,
    validFrom,
  ])
  if (!removed) throw notFound()
  await recordCost(item)
}

async function recordCost(item: Item): Promise<void> {
  const type: ItemEvent = 'item.cost_changed'
  await record({ type, subject: { type: 'item', id: item.id }, payload: { number: item.number } })
}
