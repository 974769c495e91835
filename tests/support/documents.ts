import db from '@adonisjs/lucid/services/db'
import { draftRun } from '#billing/billing_run'
import { issueRun } from '#billing/issue_run'
import { deliver } from '#core/consumers'
import * as billing from '../factories/billing_month.js'
import type { Client } from './client.js'
import { TestTenant } from './tenant.js'

export const freeInvoice = (given: Record<string, unknown> = {}) => ({
  accountNumber: 10001,
  subject: 'Hardware',
  supplyFrom: '2026-10-05',
  supplyTo: '2026-10-05',
  lines: [{ description: 'Patchkabel', quantity: '3', unit: 'C62', unitPrice: '4.95' }],
  ...given,
})

/** A tenant with a month to bill, and someone who may. */
export async function billed(role: 'billing' | 'owner' = 'billing') {
  const tenant = await TestTenant.create()
  const month = await tenant.run(() => billing.makeMonth(tenant))
  return { tenant, month, client: role === 'owner' ? await tenant.signIn() : await tenant.as(role) }
}

/** The same with the month's one invoice issued. */
export async function issued() {
  const made = await billed()
  await made.tenant.run(() => draftRun('2026-10'), billing.BILLING_DAY)
  const { done } = await made.tenant.run(() => issueRun('2026-10', null), billing.BILLING_DAY)
  return { ...made, number: done[0] }
}

/** Writes a free invoice and returns its id. */
export async function freeDraft(
  tenant: TestTenant,
  client: Client,
  given: Record<string, unknown> = {}
): Promise<string> {
  const answer = await client.post(tenant.path('documents'), freeInvoice(given))
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.data.id
}

/** Delivers the last event of the type once more to one consumer, as the bus may. */
export async function redeliver(tenant: TestTenant, type: string, consumer: string): Promise<void> {
  const event = await tenant.run(() =>
    db.from('events').where('type', type).orderBy('seq', 'desc').firstOrFail()
  )
  await deliver(consumer, { tenantId: tenant.id, eventId: event.id, type, lane: 'live' })
}
