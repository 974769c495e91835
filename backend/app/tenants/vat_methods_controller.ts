import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Company } from '#tenants/company'
import * as vatMethods from '#tenants/company_vat_method'
import { removeVatMethod, setVatMethod } from '#tenants/company_validator'

export default class VatMethodsController {
  async update({ request, response, ability }: HttpContext) {
    const { method, params } = await request.validateUsing(setVatMethod)
    const company = await Company.own().forUpdate().firstOrFail()
    authorize(ability, 'update', 'Company')
    await vatMethods.setVatMethod(company.id, { validFrom: params.validFrom, method })
    return response.noContent()
  }

  async destroy({ request, response, ability }: HttpContext) {
    const { params } = await request.validateUsing(removeVatMethod)
    const company = await Company.own().forUpdate().firstOrFail()
    authorize(ability, 'update', 'Company')
    await vatMethods.removeVatMethod(company.id, params.validFrom)
    return response.noContent()
  }
}
