import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import * as holidays from '#contracts/calendar_holidays'
import { removeHoliday, setHoliday } from '#contracts/calendar_validator'
import { TenantCalendar } from '#contracts/tenant_calendar'

export default class CalendarHolidaysController {
  async update({ request, response, params, ability }: HttpContext) {
    const {
      name,
      closesAt,
      params: { day },
    } = await request.validateUsing(setHoliday)
    const calendar = await TenantCalendar.findOrFail(params.id)
    authorize(ability, 'update', 'Calendar')
    await holidays.setHoliday(calendar.id, { day, name, closesAt: closesAt ?? null })
    return response.noContent()
  }

  async destroy({ request, response, params, ability }: HttpContext) {
    const {
      params: { day },
    } = await request.validateUsing(removeHoliday)
    const calendar = await TenantCalendar.findOrFail(params.id)
    authorize(ability, 'update', 'Calendar')
    await holidays.removeHoliday(calendar.id, day)
    return response.noContent()
  }
}
