import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import * as tenancy from '#core/tenancy'
import { reportProblem } from '#portal/portal_request'
import { findTicket, listTickets } from '#portal/portal_ticket'
import { portalTicketPage, portalTicketRow } from '#portal/portal_ticket_transformer'
import { listPortalTickets, reportTicket } from '#portal/portal_validator'

export default class PortalTicketsController {
  async index({ request, portalAbility }: HttpContext) {
    const query = await request.validateUsing(listPortalTickets, { data: request.qs() })
    authorize(portalAbility, 'read', 'Ticket')
    const { rows, next } = await listTickets(portalAbility, query)
    return { data: rows.map(portalTicketRow), meta: { next } }
  }

  async show({ params, portalAbility }: HttpContext) {
    const ticket = await findTicket(portalAbility, params.number)
    return { data: await portalTicketPage(ticket, tenancy.now()) }
  }

  async store({ request, response, visitor, portalAbility }: HttpContext) {
    const problem = await request.validateUsing(reportTicket)
    authorize(portalAbility, 'create', 'Ticket')
    return response.created({ data: { number: await reportProblem(visitor, problem) } })
  }
}
