import { Decimal } from 'decimal.js'
import { TicketItemSchema } from '#database/schema'
import { refused } from '#core/errors'
import * as tenancy from '#core/tenancy'
import { expectVersion, saveChanged } from '#core/tenant_model'
import type { Item } from '#catalogue/item'
import { today } from '#tenants/tenant_day'
import type { Ticket } from '#tickets/ticket'
import { recordTicket } from '#tickets/ticket_events'
import { expectPlausibleDay } from '#time/plausible_day'

export interface TicketItemInput {
  /** a decimal; less than nothing is a return */
  quantity?: string
  /** net per unit, a decimal; the item's own where it is not given */
  unitPrice?: string
  description?: string | null
  /** the day of supply 'YYYY-MM-DD', today where it is not given */
  suppliedOn?: string
}

/** Goods and flat services supplied with a ticket: a billing run puts them on the invoice. Billed ones are locked. */
export class TicketItem extends TicketItemSchema {
  static table = 'ticket_items'

  /** @throws ticket_item_account (422): without an account nobody would ever pay for it */
  static async add(ticket: Ticket, item: Item, input: TicketItemInput): Promise<TicketItem> {
    if (!ticket.accountId) throw refused('ticket_item_account', {}, 'itemNumber')
    const supplied = await TicketItem.create({
      ticketId: ticket.id,
      itemId: item.id,
      accountId: ticket.accountId,
      ...(await readable({
        ...input,
        quantity: input.quantity ?? '1',
        unitPrice: input.unitPrice ?? item.price,
        suppliedOn: input.suppliedOn ?? (await today()),
      })),
      createdAt: tenancy.now(),
      version: 1,
    })
    await recordTicket('ticket.item_added', ticket, { ticketItemId: supplied.id })
    return supplied
  }

  async change(ticket: Ticket, version: number, input: TicketItemInput): Promise<void> {
    expectVersion(this, version)
    ;(this as TicketItem).merge(await readable(input))
    const changed = await saveChanged(this)
    if (changed.length)
      await recordTicket('ticket.item_changed', ticket, { ticketItemId: this.id, names: changed })
  }

  /** The database refuses it for what is billed. */
  async remove(ticket: Ticket): Promise<void> {
    await this.delete()
    await recordTicket('ticket.item_removed', ticket, { ticketItemId: this.id })
  }
}

/** The given fields as the columns hold them: the same amount written otherwise is no change. */
async function readable({ quantity, unitPrice, description, suppliedOn }: TicketItemInput) {
  if (quantity !== undefined && new Decimal(quantity).isZero())
    throw refused('quantity_zero', {}, 'quantity')
  if (suppliedOn !== undefined) await expectPlausibleDay(suppliedOn, 'suppliedOn')
  return {
    ...(quantity !== undefined && { quantity: new Decimal(quantity).toFixed(6) }),
    ...(unitPrice !== undefined && { unitPrice: new Decimal(unitPrice).toFixed(6) }),
    ...(description !== undefined && { description: description || null }),
    ...(suppliedOn !== undefined && { suppliedOn }),
  }
}
