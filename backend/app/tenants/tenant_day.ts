import type { DateTime } from 'luxon'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'

/** The day ('YYYY-MM-DD') that a moment falls on in the tenant's time zone: what contracts and assignments go by. */
export async function dayOf(at: DateTime): Promise<string> {
  const [tenant] = await sql<{ time_zone: string }>('select time_zone from tenants where id = ?', [
    tenancy.tenantId(),
  ])
  return at.setZone(tenant.time_zone).toISODate()!
}

export const today = (): Promise<string> => dayOf(tenancy.now())
