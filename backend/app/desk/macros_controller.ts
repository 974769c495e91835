import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { macroList } from '#desk/desk_lists'
import { createMacro, order, updateMacro } from '#desk/desk_validator'
import { Macro } from '#desk/macro'
import { reorder } from '#desk/positions'

export default class MacrosController {
  async index({ ability, member }: HttpContext) {
    authorize(ability, 'read', 'Macro')
    const hidden = ability.can('update', 'Macro') ? [] : member.hiddenQueueIds
    return { data: await macroList(hidden) }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createMacro)
    authorize(ability, 'create', 'Macro')
    const macro = await Macro.add(payload)
    return response.created({ data: { id: macro.id } })
  }

  async update({ request, response, params, ability }: HttpContext) {
    const { version, ...fields } = await request.validateUsing(updateMacro)
    const macro = await Macro.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Macro')
    expectVersion(macro, version)
    await macro.change(fields)
    return response.noContent()
  }

  async destroy({ response, params, ability }: HttpContext) {
    const macro = await Macro.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'delete', 'Macro')
    await macro.remove()
    return response.noContent()
  }

  async order({ request, response, ability }: HttpContext) {
    const { ids } = await request.validateUsing(order)
    authorize(ability, 'update', 'Macro')
    await reorder('macros', ids)
    return response.noContent()
  }
}
