import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import { draftRun } from '#billing/billing_run'
import { exportDatev } from '#accounting/datev_export'
import { issueRun } from '#billing/issue_run'

/**
 * A month as the office does it on the second of the next one: draft, issue, send; and the last one is handed over to
 * the accountant. That makes its PDFs at once, those of the months before are left to the worker: a first start waits
 * for everything that happens here.
 */
export async function billDemoMonth(
  month: DateTime,
  { handOver }: { handOver: boolean }
): Promise<number> {
  await draftRun(month.toFormat('yyyy-MM'))
  const { done } = await issueRun(
    month.toFormat('yyyy-MM'),
    null,
    month.endOf('month').toISODate()!
  )
  if (done.length === 0) return 0
  // They went out by mail that day; the demo has no mail server of then.
  await db
    .from('documents')
    .whereNotNull('issued_at')
    .whereNull('sent_at')
    .update({ sent_at: db.raw('app.now()') })
  if (!handOver) return done.length
  const company = await db.from('companies').firstOrFail()
  await exportDatev({
    companyId: company.id,
    from: month.startOf('month').toISODate()!,
    to: month.endOf('month').toISODate()!,
  })
  return done.length
}
