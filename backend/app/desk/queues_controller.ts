import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { queueList } from '#desk/desk_lists'
import { createQueue, order, updateQueue } from '#desk/desk_validator'
import { Queue } from '#desk/queue'
import { reorder } from '#desk/positions'

export default class QueuesController {
  async index({ ability, member }: HttpContext) {
    authorize(ability, 'read', 'Queue')
    const hidden = ability.can('update', 'Queue') ? [] : member.hiddenQueueIds
    return { data: await queueList(hidden) }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createQueue)
    authorize(ability, 'create', 'Queue')
    const queue = await Queue.add(payload)
    return response.created({ data: { id: queue.id } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateQueue)
    const queue = await Queue.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Queue')
    expectVersion(queue, version)
    await queue.change(fields)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const queue = await Queue.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'delete', 'Queue')
    await queue.remove()
    return response.noContent()
  }

  async order({ request, response, ability }: HttpContext) {
    const { ids } = await request.validateUsing(order)
    authorize(ability, 'update', 'Queue')
    await reorder('queues', ids)
    return response.noContent()
  }
}
