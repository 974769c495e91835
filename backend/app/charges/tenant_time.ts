import type { DateTime } from 'luxon'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'

/** The time of this unit of work on the tenant's clock: its date is the tenant's today. */
export async function tenantTime(): Promise<DateTime<true>> {
  const [{ time_zone: zone }] = await sql<{ time_zone: string }>(
    'select time_zone from tenants where id = ?',
    [tenancy.tenantId()]
  )
  return tenancy.now().setZone(zone) as DateTime<true>
}
