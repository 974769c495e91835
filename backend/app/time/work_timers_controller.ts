import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Ticket } from '#tickets/ticket'
import { startTimer as startTimerValidator } from '#time/time_validator'
import { discardTimer, pauseTimer, startTimer, timersOf } from '#time/work_timer'

/** One's own timers: one runs, the others wait. */
export default class WorkTimersController {
  async index({ member }: HttpContext) {
    return { data: await timersOf(member.id) }
  }

  async store({ request, ability, member }: HttpContext) {
    const { ticketNumber } = await request.validateUsing(startTimerValidator)
    const ticket = await Ticket.visible(ability).where('number', ticketNumber).firstOrFail()
    authorize(ability, 'create', 'TimeEntry')
    await startTimer(member.id, ticket.id)
    return { data: await timersOf(member.id) }
  }

  async pause({ params, member }: HttpContext) {
    await pauseTimer(member.id, params.id)
    return { data: await timersOf(member.id) }
  }

  async destroy({ params, member }: HttpContext) {
    await discardTimer(member.id, params.id)
    return { data: await timersOf(member.id) }
  }
}
