import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { netOfMonthBefore, previewRun } from '#billing/billing_run'
import { listQuery, type ListedDocument } from '#documents/document_list'
import { listedDocument } from '#documents/document_transformer'
import { billedMonth } from '#billing/billing_validator'
import { billableFrom, isMonthOver } from '#charges/month_end'
import { readerOf } from '#charges/reader'
import { runRow, runTotals } from '#billing/run_transformer'

export default class BillingRunsController {
  /** What the month would bring, and what has been issued for it. */
  async show({ request, ability, i18n, member }: HttpContext) {
    const { month } = (await request.validateUsing(billedMonth)).params
    authorize(ability, 'read', 'Document')
    const rows = await previewRun(month)
    const issued: ListedDocument[] = await listQuery()
      .where('d.billing_month', `${month}-01`)
      .whereNotNull('d.issued_at')
      .orderBy('d.number')
    const reader = await readerOf({ i18n, member })
    return {
      data: {
        month,
        isOver: await isMonthOver(month),
        billableFrom: billableFrom(month),
        totals: { ...runTotals(rows), previousNet: await netOfMonthBefore(month) },
        rows: rows.map((row) => runRow(row, reader)),
        issued: issued.map(listedDocument),
      },
    }
  }
}
