import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { importContacts } from '#crm/contact_import'
import { importOptions, readBody } from '#crm/import_body'

export default class ContactImportsController {
  /** The raw body is the file; it is read only here, after sign-in and permission. */
  async store({ request, ability, i18n }: HttpContext) {
    const { dryRun = false } = await request.validateUsing(importOptions, { data: request.qs() })
    authorize(ability, 'import', 'Contact')
    return { data: await importContacts(await readBody(request.request), { dryRun, i18n }) }
  }
}
