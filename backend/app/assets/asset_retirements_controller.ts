import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Asset } from '#assets/asset'
import { assetPage } from '#assets/asset_page'

export default class AssetRetirementsController {
  async store({ params, ability }: HttpContext) {
    const asset = await Asset.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Asset')
    await asset.retire()
    return { data: await assetPage(asset) }
  }

  async destroy({ params, ability }: HttpContext) {
    const asset = await Asset.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Asset')
    await asset.restore()
    return { data: await assetPage(asset) }
  }
}
