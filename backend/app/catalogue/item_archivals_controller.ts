import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Item } from '#catalogue/item'

export default class ItemArchivalsController {
  async store({ params, ability, response }: HttpContext) {
    const item = await Item.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Item')
    await item.archive()
    return response.noContent()
  }

  async destroy({ params, ability, response }: HttpContext) {
    const item = await Item.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Item')
    await item.restore()
    return response.noContent()
  }
}
