import type { HttpContext } from '@adonisjs/core/http'
import * as tenancy from '#core/tenancy'
import { dayOf } from '#tenants/tenant_day'
import { Ticket } from '#tickets/ticket'
import { contractHours } from '#charges/contract_hours'

/** What whoever works on a ticket may know of its contract: hours, no prices. */
export default class ContractHoursController {
  async show({ params, ability }: HttpContext) {
    const ticket = await Ticket.visible(ability).where('number', params.number).firstOrFail()
    const { accountId, contractId } = ticket
    if (!accountId || !contractId) return { data: null }
    const month = (await dayOf(tenancy.now())).slice(0, 7)
    return { data: await contractHours({ id: contractId, accountId }, month) }
  }
}
