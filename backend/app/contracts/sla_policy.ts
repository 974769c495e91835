import { sql } from '#core/sql'
import type { Calendar } from '#contracts/business_calendar'

export interface Target {
  firstResponseMinutes: number | null
  resolutionMinutes: number | null
  warnPercent: number | null
}

/** The policy of a contract, or the tenant's default one; null where there is neither. */
export async function slaPolicyFor(contractId: string | null): Promise<string | null> {
  const [row] = await sql<{ id: string }>(
    `select coalesce((select sla_policy_id from contracts where id = ?::uuid), (select id from sla_policies where is_default)) as id`,
    [contractId]
  )
  return row?.id ?? null
}

/** What a policy promises for a priority, in minutes of business time. */
export async function targetOf(policyId: string, priority: string): Promise<Target> {
  const [row] = await sql<{ first: number | null; resolution: number | null; warn: number }>(
    `select t.first_response_minutes as first, t.resolution_minutes as resolution, p.warn_percent as warn
     from sla_policies p left join sla_targets t on t.policy_id = p.id and t.priority = ? where p.id = ?`,
    [priority, policyId]
  )
  return { firstResponseMinutes: row?.first ?? null, resolutionMinutes: row?.resolution ?? null, warnPercent: row?.warn ?? null }
}

/** The business calendar behind a policy, with its hours and holidays. */
export async function calendarOf(policyId: string): Promise<Calendar> {
  const [calendar] = await sql<{ id: string; time_zone: string; always_open: boolean }>(
    'select c.id, c.time_zone, c.always_open from calendars c join sla_policies p on p.calendar_id = c.id where p.id = ?',
    [policyId]
  )
  const hours = await sql<{ weekday: number; opens: string; closes: string }>(
    'select weekday, opens, closes from calendar_hours where calendar_id = ? order by weekday, opens',
    [calendar.id]
  )
  const holidays = await sql<{ day: string; name: string; closes_at: string | null }>(
    'select day, name, closes_at from calendar_holidays where calendar_id = ? order by day',
    [calendar.id]
  )
  return {
    timeZone: calendar.time_zone,
    alwaysOpen: calendar.always_open,
    hours: hours as Calendar['hours'],
    holidays: holidays.map(({ day, name, closes_at }) => ({ day, name, ...(closes_at && { closesAt: closes_at }) })),
  }
}
