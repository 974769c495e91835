import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Queue } from '#desk/queue'

export default class QueueArchivalsController {
  async store({ params, ability, response }: HttpContext) {
    const queue = await Queue.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Queue')
    await queue.archive()
    return response.noContent()
  }

  async destroy({ params, ability, response }: HttpContext) {
    const queue = await Queue.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Queue')
    await queue.restore()
    return response.noContent()
  }
}
