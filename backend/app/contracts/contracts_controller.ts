import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { accountIdOf } from '#crm/account_reference'
import { Contract } from '#contracts/contract'
import { findContracts } from '#contracts/contract_list'
import { contractPage } from '#contracts/contract_page'
import { createContract, listContracts, updateContract } from '#contracts/contract_validator'

export default class ContractsController {
  async index({ request, ability }: HttpContext) {
    const query = await request.validateUsing(listContracts, { data: request.qs() })
    authorize(ability, 'read', 'Contract')
    const { rows, next } = await findContracts(query)
    return { data: rows, meta: { next } }
  }

  async show({ params, ability }: HttpContext) {
    const contract = await Contract.findByOrFail('number', params.number)
    authorize(ability, 'read', 'Contract')
    return { data: await contractPage(contract) }
  }

  async store({ request, response, ability }: HttpContext) {
    const { accountNumber, ...fields } = await request.validateUsing(createContract)
    authorize(ability, 'create', 'Contract')
    const contract = await Contract.add(await accountIdOf(accountNumber), fields)
    return response.created({ data: { number: contract.number } })
  }

  async update({ request, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateContract)
    const contract = await Contract.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Contract')
    expectVersion(contract, version)
    await contract.change(fields)
    return { data: await contractPage(contract) }
  }
}
