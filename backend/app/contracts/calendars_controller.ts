import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { calendars } from '#contracts/calendar_page'
import { createCalendar, updateCalendar } from '#contracts/calendar_validator'
import { TenantCalendar } from '#contracts/tenant_calendar'

export default class CalendarsController {
  async index({ ability }: HttpContext) {
    authorize(ability, 'read', 'Calendar')
    return { data: await calendars() }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createCalendar)
    authorize(ability, 'create', 'Calendar')
    const calendar = await TenantCalendar.add(payload)
    return response.created({ data: { id: calendar.id } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateCalendar)
    const calendar = await TenantCalendar.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Calendar')
    expectVersion(calendar, version)
    await calendar.change(fields)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const calendar = await TenantCalendar.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'delete', 'Calendar')
    await calendar.remove()
    return response.noContent()
  }
}
