import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { notFound } from '#core/errors'
import { Ticket } from '#tickets/ticket'

/**
 * A mail's HTML with the remote images that its reader asked for. The page itself may not fetch from anywhere; this
 * document may fetch images and nothing else, runs nothing, and tells their servers not where it was read.
 */
export default class MessageViewsController {
  async show({ params, ability, response }: HttpContext) {
    const ticket = await Ticket.visible(ability).where('number', params.number).firstOrFail()
    const message = await db
      .from('ticket_messages')
      .where({ id: params.id, ticket_id: ticket.id })
      .first()
    if (!message?.body_html) throw notFound()
    response.header('Content-Type', 'text/html; charset=utf-8')
    response.header('X-Content-Type-Options', 'nosniff')
    response.header('Referrer-Policy', 'no-referrer')
    response.header('Cache-Control', 'private, no-store')
    response.header(
      'Content-Security-Policy',
      `sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self' data: https: http:; style-src 'unsafe-inline'; frame-ancestors 'self'`
    )
    response.send(
      `<!doctype html><meta charset="utf-8">${withImages(message.body_html, params.tenant)}`
    )
  }
}

/** The addresses are those that the sanitiser set aside; attachments lie with the tenant's files. */
const withImages = (html: string, tenant: string) =>
  html
    .replaceAll(' data-remote-src="', ' src="')
    .replaceAll(' src="/attachments/', ` src="/api/${encodeURIComponent(tenant)}/files/`)
    .replace(/( src="\/api\/[^"?]+)"/g, '$1?inline=1"')
