import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Item } from '#catalogue/item'
import { costsOf, removeCost, setCost } from '#catalogue/item_cost'
import { removeItemCost, setItemCost } from '#catalogue/catalogue_validator'

export default class ItemCostsController {
  async index({ params, ability }: HttpContext) {
    const item = await Item.findByOrFail('number', params.number)
    authorize(ability, 'read', 'ItemCost')
    return { data: await costsOf(item) }
  }

  async update({ request, params, ability }: HttpContext) {
    const {
      cost,
      params: { validFrom },
    } = await request.validateUsing(setItemCost)
    const item = await Item.findByOrFail('number', params.number)
    authorize(ability, 'update', 'ItemCost')
    await setCost(item, { validFrom, cost })
    return { data: await costsOf(item) }
  }

  async destroy({ request, params, ability, response }: HttpContext) {
    const {
      params: { validFrom },
    } = await request.validateUsing(removeItemCost)
    const item = await Item.findByOrFail('number', params.number)
    authorize(ability, 'update', 'ItemCost')
    await removeCost(item, validFrom)
    return response.noContent()
  }
}
