import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Contract } from '#contracts/contract'
import { previewLines } from '#billing/billing_validator'
import { previewContract } from '#billing/contract_preview'
import { contractPreview } from '#billing/contract_preview_transformer'
import { readerOf } from '#charges/reader'
import { tenantTime } from '#charges/tenant_time'

export default class ContractPreviewsController {
  /** What next month's invoice would hold of the contract if it were saved like this. */
  async store({ request, params, ability, i18n, member }: HttpContext) {
    const { lines } = await request.validateUsing(previewLines)
    const contract = await Contract.findByOrFail('number', params.number)
    authorize(ability, 'read', 'Contract')
    const now = await tenantTime()
    const month = now.plus({ months: 1 }).toFormat('yyyy-MM')
    const preview = await previewContract(contract, lines, month)
    return { data: contractPreview(preview, await readerOf({ i18n, member })) }
  }
}
