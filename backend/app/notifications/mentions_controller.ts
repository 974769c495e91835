import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { notFound } from '#core/errors'
import { Ticket } from '#tickets/ticket'

/** Notes that name me and that I have not seen. */
export default class MentionsController {
  async index({ member, ability }: HttpContext) {
    const rows = await db
      .from('message_mentions as m')
      .join('ticket_messages as n', 'n.id', 'm.message_id')
      .where('m.member_id', member.id)
      .whereNull('m.seen_at')
      .whereNull('n.undone_at')
      .orderBy('n.created_at', 'desc')
      .limit(50)
      .select('m.message_id', 'n.author_name', 'n.created_at', 'n.ticket_id')
    const tickets = await Ticket.visible(ability).whereIn(
      'id',
      rows.map((row) => row.ticket_id)
    )
    return {
      data: rows.flatMap((row) => {
        const ticket = tickets.find(({ id }) => id === row.ticket_id)
        return ticket
          ? [
              {
                id: row.message_id as string,
                authorName: row.author_name as string,
                at: (row.created_at as Date).toISOString(),
                ticket: { number: ticket.number, subject: ticket.subject },
              },
            ]
          : []
      }),
    }
  }

  async update({ params, member, response }: HttpContext) {
    const touched = await db
      .from('message_mentions')
      .where({ message_id: params.id, member_id: member.id })
      .update({ seen_at: db.raw('app.now()') })
    if (Number(touched) === 0) throw notFound()
    return response.noContent()
  }
}
