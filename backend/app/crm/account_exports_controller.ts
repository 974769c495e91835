import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { record } from '#core/events'
import * as tenancy from '#core/tenancy'
import { ACCOUNT_COLUMNS } from '#crm/account_columns'
import { accountCells } from '#crm/account_export'
import { sendCsv } from '#crm/csv_response'

export default class AccountExportsController {
  async show(ctx: HttpContext) {
    authorize(ctx.ability, 'export', 'Account')
    await record({
      type: 'tenant.accounts_exported',
      subject: { type: 'tenant', id: tenancy.tenantId() },
    })
    sendCsv(ctx, ctx.i18n.locale === 'en' ? 'accounts' : 'kunden', ACCOUNT_COLUMNS, accountCells)
  }
}
