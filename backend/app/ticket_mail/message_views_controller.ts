import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { notFound } from '#core/errors'
import { MAIL_VIEW_HEADERS, mailView } from '#mail/mail_view'
import { Ticket } from '#tickets/ticket'

/** A mail as it was sent, with the remote images that its reader asked for. */
export default class MessageViewsController {
  async show({ params, ability, response }: HttpContext) {
    const ticket = await Ticket.visible(ability).where('number', params.number).firstOrFail()
    const message = await db
      .from('ticket_messages')
      .where({ id: params.id, ticket_id: ticket.id })
      .first()
    if (!message?.body_html) throw notFound()
    for (const [name, value] of Object.entries(MAIL_VIEW_HEADERS)) response.header(name, value)
    response.send(mailView(message.body_html, `/api/${encodeURIComponent(params.tenant)}/files`))
  }
}
