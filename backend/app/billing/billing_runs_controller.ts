import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { netOfMonthBefore, previewRun } from '#billing/billing_run'
import { listQuery, type ListedDocument } from '#billing/document_list'
import { listedDocument } from '#billing/document_transformer'
import { runRow, runTotals } from '#billing/run_transformer'
import { tenantTime } from '#billing/tenant_time'

export default class BillingRunsController {
  /** What the month would bring, and what has been issued for it. */
  async show({ params, ability, i18n }: HttpContext) {
    authorize(ability, 'read', 'Document')
    const rows = await previewRun(params.month)
    const issued: ListedDocument[] = await listQuery()
      .where('d.billing_month', `${params.month}-01`)
      .whereNotNull('d.issued_at')
      .orderBy('d.number')
    const reader = { i18n, zone: (await tenantTime()).zoneName }
    return {
      data: {
        month: params.month as string,
        totals: { ...runTotals(rows), previousNet: await netOfMonthBefore(params.month) },
        rows: rows.map((row) => runRow(row, reader)),
        issued: issued.map(listedDocument),
      },
    }
  }
}
