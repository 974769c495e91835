import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Asset } from '#assets/asset'
import { assignAsset, returnAsset } from '#assets/asset_assignment'
import { assetPage, assignmentsOf } from '#assets/asset_page'
import { accountIdOf } from '#crm/account_reference'
import { contractIdOf, siteIdOf } from '#assets/asset_references'
import * as validator from '#assets/asset_validator'

export default class AssetAssignmentsController {
  async index({ params, ability }: HttpContext) {
    const asset = await Asset.findByOrFail('number', params.number)
    authorize(ability, 'read', 'Asset')
    return { data: await assignmentsOf(asset.id) }
  }

  async store({ request, response, params, ability }: HttpContext) {
    const payload = await request.validateUsing(validator.assignAsset)
    const asset = await lockedAsset(params.number)
    authorize(ability, 'assign', 'Asset')
    const accountId = await accountIdOf(payload.accountNumber)
    await assignAsset(asset, {
      accountId,
      siteId: await siteIdOf(accountId, payload.siteId ?? null),
      contractId: await contractIdOf(accountId, payload.contractNumber ?? null),
      validFrom: payload.validFrom,
    })
    return response.created({ data: await assetPage(asset) })
  }

  /** The device comes back: its open assignment ends and none follows. */
  async end({ request, params, ability }: HttpContext) {
    const { validTo } = await request.validateUsing(validator.returnAsset)
    const asset = await lockedAsset(params.number)
    authorize(ability, 'assign', 'Asset')
    await returnAsset(asset, validTo)
    return { data: await assetPage(asset) }
  }
}

/** Two people who move the same device come one after the other. */
const lockedAsset = (number: string) =>
  Asset.query().where('number', number).forUpdate().firstOrFail()
