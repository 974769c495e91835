import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { changed } from '#core/sql'
import { Ticket } from '#tickets/ticket'
import { recordTicket } from '#tickets/ticket_events'
import { tagTicket } from '#tickets/ticket_validator'

/** The tags of a ticket, all at once: what is not named is gone. */
export default class TicketTagsController {
  async update({ request, params, ability, response }: HttpContext) {
    const tags = [...new Set((await request.validateUsing(tagTicket)).tags)]
    const ticket = await Ticket.visible(ability)
      .where('number', params.number)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'update', 'Ticket', ticket.$attributes)
    const removed = await db
      .from('ticket_tags')
      .where('ticket_id', ticket.id)
      .whereNotIn('tag', tags)
      .delete()
    let touched = Number(removed)
    for (const tag of tags) {
      touched += await changed(
        'insert into ticket_tags (ticket_id, tag) values (?, ?) on conflict do nothing',
        [ticket.id, tag]
      )
    }
    if (touched > 0) await recordTicket('ticket.updated', ticket, { changed: ['tags'] })
    return response.noContent()
  }
}
