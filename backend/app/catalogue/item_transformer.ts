import { Decimal } from 'decimal.js'
import type { Item } from '#catalogue/item'

/** What everyone on staff may see of an item; its costs leave through their own route. */
export function itemPage(item: Item) {
  return {
    number: item.number,
    name: item.name,
    description: item.description,
    kind: item.kind,
    unit: item.unit,
    price: new Decimal(item.price).toString(),
    revenueAccount: item.revenueAccount,
    vatGroup: item.vatGroup,
    archivedAt: item.archivedAt?.toUTC().toISO() ?? null,
    version: item.version,
  }
}
