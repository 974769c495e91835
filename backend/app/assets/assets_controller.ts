import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { Asset } from '#assets/asset'
import { findAssets } from '#assets/asset_list'
import { assetPage } from '#assets/asset_page'
import { createAsset, listAssets, updateAsset } from '#assets/asset_validator'

export default class AssetsController {
  async index({ request, ability }: HttpContext) {
    const query = await request.validateUsing(listAssets, { data: request.qs() })
    authorize(ability, 'read', 'Asset')
    const { rows, next } = await findAssets(query)
    return { data: rows, meta: { next } }
  }

  async show({ params, ability }: HttpContext) {
    const asset = await Asset.findByOrFail('number', params.number)
    authorize(ability, 'read', 'Asset')
    return { data: await assetPage(asset) }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createAsset)
    authorize(ability, 'create', 'Asset')
    const asset = await Asset.add(payload)
    return response.created({ data: { number: asset.number } })
  }

  async update({ request, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateAsset)
    const asset = await Asset.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Asset')
    expectVersion(asset, version)
    await asset.change(fields)
    return { data: await assetPage(asset) }
  }
}
