import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { markSolved, reopen } from '#portal/portal_request'
import { findTicket } from '#portal/portal_ticket'

/** The customer's own word that a request is done, and taking it back. */
export default class PortalSolutionsController {
  async store({ params, response, portalAbility }: HttpContext) {
    const ticket = await findTicket(portalAbility, params.number)
    authorize(portalAbility, 'solve', 'Ticket', ticket)
    await markSolved(ticket)
    return response.noContent()
  }

  async destroy({ params, response, portalAbility }: HttpContext) {
    const ticket = await findTicket(portalAbility, params.number)
    authorize(portalAbility, 'solve', 'Ticket', ticket)
    await reopen(ticket)
    return response.noContent()
  }
}
