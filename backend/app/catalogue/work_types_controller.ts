import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { WorkType } from '#catalogue/work_type'
import { createWorkType, updateWorkType } from '#catalogue/catalogue_validator'

export default class WorkTypesController {
  async index({ ability }: HttpContext) {
    authorize(ability, 'read', 'WorkType')
    return { data: await WorkType.list() }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createWorkType)
    authorize(ability, 'create', 'WorkType')
    const workType = await WorkType.add(payload)
    return response.created({ data: { id: workType.id } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateWorkType)
    const workType = await WorkType.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'WorkType')
    expectVersion(workType, version)
    await workType.change(fields)
    return response.noContent()
  }
}
