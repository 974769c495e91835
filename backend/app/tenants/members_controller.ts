import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { inviteMember, listMembers, updateMember } from '#tenants/member'
import * as validator from '#tenants/member_validator'

export default class MembersController {
  async index({ ability }: HttpContext) {
    authorize(ability, 'read', 'Member')
    return { data: await listMembers() }
  }

  async store({ request, response, ability, member, tenant }: HttpContext) {
    const payload = await request.validateUsing(validator.inviteMember)
    authorize(ability, 'create', 'Member')
    const id = await inviteMember(tenant.name, member.role, payload)
    return response.created({ data: { id } })
  }

  async update({ request, response, ability, member, params }: HttpContext) {
    const payload = await request.validateUsing(validator.updateMember)
    authorize(ability, 'update', 'Member')
    await updateMember(params.id, member.role, payload)
    return response.noContent()
  }
}
