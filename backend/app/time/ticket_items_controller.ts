import type { HttpContext } from '@adonisjs/core/http'
import { Decimal } from 'decimal.js'
import { Item } from '#catalogue/item'
import { authorize, type KontorAbility } from '#core/ability'
import { forbidden, refused } from '#core/errors'
import { Ticket } from '#tickets/ticket'
import { TicketItem } from '#time/ticket_item'
import { addTicketItem, changeTicketItem } from '#time/ticket_item_validator'

/** Items supplied with a ticket; the ticket's own page shows them. */
export default class TicketItemsController {
  async store({ request, params, response, ability }: HttpContext) {
    const { itemNumber, ...input } = await request.validateUsing(addTicketItem)
    const ticket = await ticketOf(params.number, ability)
    authorize(ability, 'create', 'TicketItem')
    if (input.unitPrice !== undefined) authorize(ability, 'price', 'TicketItem')
    const item = await Item.query().where('number', itemNumber).whereNull('archived_at').first()
    if (!item) throw refused('item_unknown', {}, 'itemNumber')
    const supplied = await TicketItem.add(ticket, item, input)
    return response.created({ data: { id: supplied.id } })
  }

  async update({ request, params, response, ability }: HttpContext) {
    const { version, ...input } = await request.validateUsing(changeTicketItem)
    const ticket = await ticketOf(params.number, ability)
    const supplied = await itemOf(ticket, params.id)
    authorize(ability, 'update', 'TicketItem')
    if (input.unitPrice !== undefined) authorize(ability, 'price', 'TicketItem')
    await supplied.change(ticket, version, input)
    return response.noContent()
  }

  async destroy({ params, response, ability }: HttpContext) {
    const ticket = await ticketOf(params.number, ability)
    const supplied = await itemOf(ticket, params.id)
    authorize(ability, 'delete', 'TicketItem')
    if (!ability.can('price', 'TicketItem') && (await hasPriceOfItsOwn(supplied))) throw forbidden()
    await supplied.remove(ticket)
    return response.noContent()
  }
}

const ticketOf = (number: number, ability: KontorAbility) =>
  Ticket.visible(ability).where('number', number).firstOrFail()

const itemOf = (ticket: Ticket, id: string) =>
  TicketItem.query().where('ticket_id', ticket.id).where('id', id).forUpdate().firstOrFail()

/** A price that was agreed could not be brought back by whoever may not set one. */
async function hasPriceOfItsOwn(supplied: TicketItem): Promise<boolean> {
  const item = await Item.findOrFail(supplied.itemId)
  return !new Decimal(item.price).equals(supplied.unitPrice)
}
