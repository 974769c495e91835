import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { notFound } from '#core/errors'
import { countParked, parkedMessages, retryParked } from '#notifications/parked_messages'

export default class ParkedMessagesController {
  async index({ ability, member }: HttpContext) {
    authorize(ability, 'read', 'Parked')
    return {
      data: await parkedMessages(member.hiddenQueueIds),
      meta: { count: await countParked() },
    }
  }

  /** For the mark beside the settings, which every page shows. */
  async count({ ability }: HttpContext) {
    authorize(ability, 'read', 'Parked')
    return { data: { count: await countParked() } }
  }

  async retry({ params, ability, response }: HttpContext) {
    authorize(ability, 'update', 'Parked')
    if ((await retryParked(Number(params.id))) === 0) throw notFound()
    return response.noContent()
  }

  async retryAll({ ability }: HttpContext) {
    authorize(ability, 'update', 'Parked')
    return { data: { count: await retryParked(null) } }
  }
}
