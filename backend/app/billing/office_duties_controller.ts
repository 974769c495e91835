import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { sql } from '#core/sql'
import { previewRun } from '#billing/billing_run'
import { runTotals } from '#billing/run_transformer'
import { tenantTime } from '#charges/tenant_time'

/** Counts are exact up to this, then the screen says "1.000+". */
const COUNTED = 1000

/** What waits for the office: the last full month, times without approval, documents that stand still. */
export default class OfficeDutiesController {
  async show({ ability }: HttpContext) {
    authorize(ability, 'read', 'Document')
    const month = (await tenantTime()).minus({ months: 1 }).toFormat('yyyy-MM')
    const rows = await previewRun(month)
    const [counts] = await sql<{ unapproved: number; drafts: number; unsent: number }>(
      `select
         (select count(*) from (select from time_entries where approved_at is null limit ?) x) as unapproved,
         (select count(*) from (select from documents where issued_at is null limit ?) x) as drafts,
         (select count(*) from (
           select from documents d where issued_at is not null and sent_at is null and kind = 'invoice'
             and not exists (select from documents c where c.cancels_id = d.id) limit ?) x) as unsent`,
      [COUNTED + 1, COUNTED + 1, COUNTED + 1]
    )
    return {
      data: { ...counts, unbilled: { month, accounts: rows.length, net: runTotals(rows).net } },
    }
  }
}
