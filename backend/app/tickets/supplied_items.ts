import { Decimal } from 'decimal.js'
import { sql } from '#core/sql'

interface SuppliedRow {
  id: string
  version: number
  item_number: string
  name: string
  unit: string
  description: string | null
  quantity: string
  unit_price: string
  list_price: string
  supplied_on: string
  charge_id: string | null
}

/** What was supplied with a ticket, in the order of supply. Prices are what the customer pays, never what it cost us. */
export async function suppliedItems(ticketId: string) {
  const rows = await sql<SuppliedRow>(
    `select t.id, t.version, i.number as item_number, i.name, i.unit, t.description, t.quantity, t.unit_price,
            i.price as list_price, t.supplied_on, t.charge_id
     from ticket_items t join items i on i.tenant_id = t.tenant_id and i.id = t.item_id
     where t.ticket_id = ? order by t.supplied_on, t.created_at, t.id`,
    [ticketId]
  )
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    itemNumber: row.item_number,
    name: row.name,
    unit: row.unit,
    description: row.description,
    quantity: new Decimal(row.quantity).toString(),
    unitPrice: new Decimal(row.unit_price).toString(),
    priceAgreed: !new Decimal(row.unit_price).equals(row.list_price),
    suppliedOn: row.supplied_on,
    billed: row.charge_id !== null,
  }))
}
