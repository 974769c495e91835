import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { tell } from '#core/live'
import { Ticket } from '#tickets/ticket'

const presence = vine.create({ state: vine.enum(['reading', 'typing', 'gone'] as const) })

/** "Anna antwortet gerade": said to the others who have the ticket open, and stored nowhere. */
export default class PresenceController {
  async update({ request, params, ability, member, response }: HttpContext) {
    const { state } = await request.validateUsing(presence)
    const ticket = await Ticket.visible(ability).where('number', params.number).firstOrFail()
    await tell({
      type: 'ticket.presence',
      subjectType: 'ticket',
      subjectId: ticket.id,
      accountId: null,
      queueId: ticket.queueId,
      detail: { memberId: member.id, name: member.name, state },
    })
    return response.noContent()
  }
}
