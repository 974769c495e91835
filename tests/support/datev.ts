import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { draftRun } from '#billing/billing_run'
import { cancelDocument } from '#documents/cancel_document'
import { issueRun } from '#billing/issue_run'
import * as billing from '../factories/billing_month.js'
import { TestTenant } from './tenant.js'

/** When the invoice of October and its cancellation were issued. */
export const PERIOD = { from: '2026-11-01', to: '2026-12-31' }

/** An invoice of 2 November and its cancellation of 1 December. */
export async function booked() {
  const tenant = await TestTenant.create()
  await tenant.run(() => billing.makeMonth(tenant))
  await tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
  await tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
  const { id, company_id: companyId } = await tenant.run(() => db.from('documents').firstOrFail())
  await tenant.run(() => cancelDocument(id), DateTime.fromISO('2026-12-01T09:00:00Z'))
  return { tenant, companyId: companyId as string }
}
