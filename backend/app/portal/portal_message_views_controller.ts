import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { notFound } from '#core/errors'
import { MAIL_VIEW_HEADERS, mailView } from '#mail/mail_view'
import { findTicket } from '#portal/portal_ticket'

/** A mail as it was sent, with the remote images that the customer asked for. */
export default class PortalMessageViewsController {
  async show({ params, portalAbility, response }: HttpContext) {
    const ticket = await findTicket(portalAbility, params.number)
    // The view holds what is addressed to the customer and no longer to be undone, and nothing else.
    const message = await db
      .from('portal.messages')
      .where({ id: params.id, ticket_id: ticket.id })
      .first()
    if (!message?.body_html) throw notFound()
    const files = `/api/portal/${encodeURIComponent(params.tenant)}/files`
    for (const [name, value] of Object.entries(MAIL_VIEW_HEADERS)) response.header(name, value)
    response.send(mailView(message.body_html, files))
  }
}
