import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { Contact } from '#crm/contact'

export default class ContactArchivalsController {
  async store({ params, response, ability }: HttpContext) {
    const contact = await Contact.findOrFail(params.id)
    authorize(ability, 'archive', 'Contact')
    await contact.archive()
    return response.noContent()
  }

  async destroy({ params, response, ability }: HttpContext) {
    const contact = await Contact.findOrFail(params.id)
    authorize(ability, 'archive', 'Contact')
    await contact.unarchive()
    return response.noContent()
  }
}
