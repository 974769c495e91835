import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { Contact } from '#crm/contact'
import { findContacts } from '#crm/contact_list'
import { contactParts } from '#crm/contact_parts'
import { contactListRow, contactPage } from '#crm/contact_transformer'
import { createContact, listContacts, updateContact } from '#crm/contact_validator'
import { partyMeta } from '#crm/tenant_country'

export default class ContactsController {
  async index({ request, ability }: HttpContext) {
    const query = await request.validateUsing(listContacts)
    authorize(ability, 'read', 'Contact')
    const { rows, next } = await findContacts(query)
    return { data: rows.map(contactListRow), meta: { next } }
  }

  async show({ params, ability }: HttpContext) {
    const contact = await Contact.findOrFail(params.id)
    authorize(ability, 'read', 'Contact')
    return { data: contactPage(contact, await contactParts(contact.id)) }
  }

  async store({ request, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createContact, { meta: await partyMeta() })
    authorize(ability, 'create', 'Contact')
    const contact = await Contact.add(payload)
    return response.created({ data: { id: contact.id } })
  }

  async update({ request, params, ability }: HttpContext) {
    const { version, ...changes } = await request.validateUsing(updateContact, {
      meta: await partyMeta(),
    })
    const contact = await Contact.query().where('id', params.id).forUpdate().firstOrFail()
    authorize(ability, 'update', 'Contact')
    expectVersion(contact, version)
    await contact.change(changes)
    return { data: contactPage(contact, await contactParts(contact.id)) }
  }
}
