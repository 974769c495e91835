import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { Contract } from '#contracts/contract'
import { contractPage } from '#contracts/contract_page'
import { replaceContractLines } from '#contracts/contract_validator'

export default class ContractLinesController {
  /** The whole list, as the grid holds it. */
  async update({ request, params, ability }: HttpContext) {
    const { version, lines } = await request.validateUsing(replaceContractLines)
    const contract = await Contract.query().where('number', params.number).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Contract')
    expectVersion(contract, version)
    await contract.setLines(lines)
    return { data: await contractPage(contract) }
  }
}
