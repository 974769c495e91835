import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { createSlaPolicy, updateSlaPolicy } from '#contracts/calendar_validator'
import { SlaPolicy } from '#contracts/sla_policy'
import { slaPolicies } from '#contracts/sla_policy_page'

export default class SlaPoliciesController {
  async index({ ability }: HttpContext) {
    authorize(ability, 'read', 'SlaPolicy')
    return { data: await slaPolicies() }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createSlaPolicy)
    authorize(ability, 'create', 'SlaPolicy')
    const policy = await SlaPolicy.add(payload)
    return response.created({ data: { id: policy.id } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateSlaPolicy)
    const policy = await SlaPolicy.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'SlaPolicy')
    expectVersion(policy, version)
    await policy.change(fields)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const policy = await SlaPolicy.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'delete', 'SlaPolicy')
    await policy.remove()
    return response.noContent()
  }
}
