import { DateTime } from 'luxon'
import { refused } from '#core/errors'
import { tenantTime } from '#charges/tenant_time'

/** A time as typed is on the tenant's clock. @throws delivery_time_past */
export async function deliveryTime(typed: string | undefined): Promise<DateTime | undefined> {
  if (!typed) return undefined
  const now = await tenantTime()
  const at = DateTime.fromISO(typed, { zone: now.zone })
  if (!at.isValid || at <= now) throw refused('delivery_time_past', {}, 'at')
  return at
}
