import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { Item } from '#catalogue/item'
import { findItems } from '#catalogue/item_list'
import { itemPage } from '#catalogue/item_transformer'
import { createItem, listItems, updateItem } from '#catalogue/catalogue_validator'

export default class ItemsController {
  async index({ request, ability }: HttpContext) {
    const query = await request.validateUsing(listItems, { data: request.qs() })
    authorize(ability, 'read', 'Item')
    const { rows, next } = await findItems(query)
    return { data: rows, meta: { next } }
  }

  async show({ params, ability }: HttpContext) {
    const item = await Item.findByOrFail('number', params.number)
    authorize(ability, 'read', 'Item')
    return { data: itemPage(item) }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createItem)
    authorize(ability, 'create', 'Item')
    const item = await Item.add(payload)
    return response.created({ data: { number: item.number } })
  }

  async update({ request, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateItem)
    const item = await Item.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Item')
    expectVersion(item, version)
    await item.change(fields)
    return { data: itemPage(item) }
  }
}
