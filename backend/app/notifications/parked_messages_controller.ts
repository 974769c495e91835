import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { notFound } from '#core/errors'
import { parkedMessages, retryParked } from '#notifications/parked_messages'

export default class ParkedMessagesController {
  async index({ ability }: HttpContext) {
    authorize(ability, 'read', 'Parked')
    return { data: await parkedMessages() }
  }

  async retry({ params, ability, response }: HttpContext) {
    authorize(ability, 'update', 'Parked')
    if ((await retryParked(Number(params.id))) === 0) throw notFound()
    return response.noContent()
  }
}
