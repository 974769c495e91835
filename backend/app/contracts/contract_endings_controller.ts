import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { Contract } from '#contracts/contract'
import { contractPage } from '#contracts/contract_page'
import { endContract } from '#contracts/contract_validator'

export default class ContractEndingsController {
  async update({ request, params, ability }: HttpContext) {
    const { version, endsOn } = await request.validateUsing(endContract)
    const contract = await Contract.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Contract')
    expectVersion(contract, version)
    await contract.end(endsOn)
    return { data: await contractPage(contract) }
  }

  async destroy({ params, ability }: HttpContext) {
    const contract = await Contract.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Contract')
    await contract.end(null)
    return { data: await contractPage(contract) }
  }
}
