import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { answer } from '#portal/portal_request'
import { findTicket } from '#portal/portal_ticket'
import { answerTicket } from '#portal/portal_validator'

export default class PortalMessagesController {
  async store({ request, response, params, visitor, portalAbility }: HttpContext) {
    const words = await request.validateUsing(answerTicket)
    const ticket = await findTicket(portalAbility, params.number)
    authorize(portalAbility, 'reply', 'Ticket', ticket)
    await answer(ticket, visitor, words)
    return response.noContent()
  }
}
