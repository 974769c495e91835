import { refused, notFound, conflict } from '#core/errors'
import { changed, sql } from '#core/sql'
import { recordCompany } from '#tenants/company'
import { today } from '#tenants/tenant_day'

export interface ClosedPeriod {
  /** the last closed day, 'YYYY-MM-DD' */
  closedUntil: string
  closedBy: string
  closedAt: Date
}

/** Latest first; the first one is what counts. */
export function closedPeriods(companyId: string): Promise<ClosedPeriod[]> {
  return sql<ClosedPeriod>(
    `select p.closed_until as "closedUntil", coalesce(m.name, p.closed_by) as "closedBy", p.closed_at as "closedAt"
     from closed_periods p left join members m on p.closed_by = 'member:' || m.id
     where p.company_id = ? order by p.closed_until desc`,
    [companyId]
  )
}

/** The last closed day of the tenant, or null. What was counted up to it stays as it was. */
export async function closedUntil(): Promise<string | null> {
  const [row] = await sql<{ day: string | null }>(
    'select max(closed_until) as day from closed_periods'
  )
  return row.day
}

/** @throws period_closed (422) if the day is closed already */
export async function refuseClosedDay(day: string, field: string): Promise<void> {
  const until = await closedUntil()
  if (until && day <= until) throw refused('period_closed', { date: until }, field)
}

/** From now on no document may be dated up to this day. @throws period_future, period_closed_already (422) */
export async function closePeriod(companyId: string, until: string): Promise<void> {
  if (until > (await today())) throw refused('period_future', {}, 'closedUntil')
  const [latest] = await closedPeriods(companyId)
  if (latest && until <= latest.closedUntil)
    throw refused('period_closed_already', { day: latest.closedUntil }, 'closedUntil')
  await sql('insert into closed_periods (company_id, closed_until) values (?, ?)', [
    companyId,
    until,
  ])
  await recordCompany('company.period_closed', companyId, { closedUntil: until })
}

/** Opens the latest closed period again; who did it stays in the audit log. @throws period_not_latest (409) */
export async function reopenPeriod(companyId: string, until: string): Promise<void> {
  const [latest] = await closedPeriods(companyId)
  if (latest && until < latest.closedUntil)
    throw conflict('period_not_latest', { day: latest.closedUntil })
  const reopened = await changed(
    'delete from closed_periods where company_id = ? and closed_until = ?',
    [companyId, until]
  )
  if (!reopened) throw notFound()
  await recordCompany('company.period_reopened', companyId, { closedUntil: until })
}
