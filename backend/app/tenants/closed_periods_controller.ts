import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import * as periods from '#tenants/closed_period'
import { Company } from '#tenants/company'
import { closePeriod, reopenPeriod } from '#tenants/company_validator'

/** Closing is the bookkeeper's act; opening again is the house's, because it lets the past be changed. */
export default class ClosedPeriodsController {
  async store({ request, response, ability }: HttpContext) {
    const { closedUntil } = await request.validateUsing(closePeriod)
    const company = await Company.own().forUpdate().firstOrFail()
    authorize(ability, 'close', 'Company')
    await periods.closePeriod(company.id, closedUntil)
    return response.created({ data: { closedUntil } })
  }

  async destroy({ request, response, ability }: HttpContext) {
    const { params } = await request.validateUsing(reopenPeriod)
    const company = await Company.own().forUpdate().firstOrFail()
    authorize(ability, 'update', 'Company')
    await periods.reopenPeriod(company.id, params.closedUntil)
    return response.noContent()
  }
}
