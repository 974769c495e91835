import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { record } from '#core/events'
import * as tenancy from '#core/tenancy'
import { CONTACT_COLUMNS } from '#crm/contact_columns'
import { contactCells } from '#crm/contact_export'
import { sendCsv } from '#crm/csv_response'

export default class ContactExportsController {
  async show(ctx: HttpContext) {
    authorize(ctx.ability, 'export', 'Contact')
    await record({
      type: 'tenant.contacts_exported',
      subject: { type: 'tenant', id: tenancy.tenantId() },
    })
    sendCsv(
      ctx,
      ctx.i18n.locale === 'en' ? 'contacts' : 'ansprechpartner',
      CONTACT_COLUMNS,
      contactCells
    )
  }
}
