import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { textModuleList } from '#desk/desk_lists'
import { createTextModule, updateTextModule } from '#desk/desk_validator'
import { TextModule } from '#desk/text_module'

export default class TextModulesController {
  async index({ ability }: HttpContext) {
    authorize(ability, 'read', 'TextModule')
    return { data: await textModuleList() }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createTextModule)
    authorize(ability, 'create', 'TextModule')
    const textModule = await TextModule.add(payload)
    return response.created({ data: { id: textModule.id } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateTextModule)
    const textModule = await TextModule.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'TextModule')
    expectVersion(textModule, version)
    await textModule.change(fields)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const textModule = await TextModule.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'delete', 'TextModule')
    await textModule.remove()
    return response.noContent()
  }
}
