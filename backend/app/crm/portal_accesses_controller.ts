import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { refused } from '#core/errors'
import { Account } from '#crm/account'
import { Contact } from '#crm/contact'
import { createPortalAccess, updatePortalAccess } from '#crm/contact_validator'
import { changePortalRole, grantPortalAccess, revokePortalAccess } from '#crm/portal_access'

export default class PortalAccessesController {
  async store({ request, response, ability, tenant }: HttpContext) {
    const { contactId, accountNumber, role } = await request.validateUsing(createPortalAccess)
    const contact = await Contact.findOrFail(contactId)
    const account = await Account.byNumber(accountNumber)
    authorize(ability, 'create', 'PortalAccess')
    if (contact.archivedAt || account.archivedAt) throw refused('archived')
    await grantPortalAccess(contact, account.id, role, tenant)
    return response.created({ data: { contactId, accountNumber, role } })
  }

  async update({ request, params, response, ability }: HttpContext) {
    const { role } = await request.validateUsing(updatePortalAccess)
    const account = await Account.byNumber(params.accountNumber)
    authorize(ability, 'update', 'PortalAccess')
    await changePortalRole(params.contactId, account.id, role)
    return response.noContent()
  }

  async destroy({ params, response, ability }: HttpContext) {
    const account = await Account.byNumber(params.accountNumber)
    authorize(ability, 'delete', 'PortalAccess')
    await revokePortalAccess(params.contactId, account.id)
    return response.noContent()
  }
}
