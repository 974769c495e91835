import { refused } from '#core/errors'
import * as tenancy from '#core/tenancy'
import { dayOf } from '#tenants/tenant_day'

/** Nobody enters work from before; such a day is a slip of the keyboard. */
const EARLIEST = '2000-01-01'

/**
 * A day on which work can have been done: from 2000 on, and at latest tomorrow, as a delivery is written down the
 * evening before. Days are 'YYYY-MM-DD' in the tenant's time zone.
 * @throws day_too_early, day_too_late (422) at the field
 */
export async function expectPlausibleDay(day: string, field: string): Promise<void> {
  if (day < EARLIEST) throw refused('day_too_early', {}, field)
  if (day > (await dayOf(tenancy.now().plus({ days: 1 })))) throw refused('day_too_late', {}, field)
}
