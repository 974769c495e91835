import { DateTime } from 'luxon'
import { refused } from '#core/errors'
import { tenantTime } from '#charges/tenant_time'

/** The first day on which a month may be billed, 'YYYY-MM-DD'. @param month 'YYYY-MM' */
export const billableFrom = (month: string): string =>
  DateTime.fromISO(`${month}-01`).plus({ months: 1 }).toISODate()!

/** Whether the month's last day has ended on the tenant's clock. */
export async function isMonthOver(month: string): Promise<boolean> {
  return (await tenantTime()).toISODate() >= billableFrom(month)
}

/** Devices, times and prices of a month may change until it ends, so no document is made before. @throws month_not_over */
export async function requireMonthOver(month: string): Promise<void> {
  if (!(await isMonthOver(month))) throw refused('month_not_over', { from: billableFrom(month) })
}
