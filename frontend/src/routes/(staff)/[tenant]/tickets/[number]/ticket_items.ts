import { api } from '#lib/api.ts'
import { can } from '#lib/session.svelte.ts'
import type { Ticket } from '#lib/tickets/ticket_types.ts'

export type SuppliedItem = Ticket['items'][number]

/** What the form holds; a price only from those who may set one. */
export interface ItemValues {
  quantity: string
  unitPrice?: string
  description: string | null
  suppliedOn: string
}

interface Place {
  tenant: string
  number: number
}

export const mayPrice = () => can('price', 'TicketItem')

export const addItem = (params: Place, itemNumber: string, values: ItemValues) =>
  api.post('/api/:tenant/tickets/:number/items', { params, body: { itemNumber, ...values } })

export const changeItem = (
  { tenant, number }: Place,
  { id, version }: SuppliedItem,
  values: ItemValues
) =>
  api.put('/api/:tenant/tickets/:number/items/:id', {
    params: { tenant, number, id },
    body: { version, ...values },
  })

/** Whoever may not set a price could not bring an agreed one back, and so may not take it away. */
export const removable = ({ billed, priceAgreed }: SuppliedItem) =>
  can('delete', 'TicketItem') && !billed && (!priceAgreed || mayPrice())

/** Answers with what brings it back. */
export async function removeItem(
  { tenant, number }: Place,
  item: SuppliedItem
): Promise<() => Promise<unknown>> {
  await api.delete('/api/:tenant/tickets/:number/items/:id', {
    params: { tenant, number, id: item.id },
  })
  const { itemNumber, quantity, unitPrice, description, suppliedOn } = item
  return () =>
    addItem({ tenant, number }, itemNumber, {
      quantity,
      description,
      suppliedOn,
      ...(mayPrice() && { unitPrice }),
    })
}
