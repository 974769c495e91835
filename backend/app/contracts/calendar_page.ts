import { sql } from '#core/sql'

export interface CalendarOverview {
  id: string
  name: string
  timeZone: string
  state: string | null
  alwaysOpen: boolean
  isDefault: boolean
  version: number
  hours: { weekday: number; opens: string; closes: string }[]
  holidays: { day: string; name: string; closesAt: string | null }[]
  /** Whose due times follow when the calendar changes, and how many of them are overdue. */
  openTickets: number
  breachedTickets: number
}

/** The default one first; holidays from the beginning of last year on. */
export function calendars(): Promise<CalendarOverview[]> {
  return sql<CalendarOverview>(
    `select c.id, c.name, c.time_zone as "timeZone", c.state, c.always_open as "alwaysOpen", c.is_default as "isDefault", c.version,
            coalesce((select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', h.opens, 'closes', h.closes) order by h.weekday, h.opens)
                      from calendar_hours h where h.calendar_id = c.id), '[]') as hours,
            coalesce((select jsonb_agg(jsonb_build_object('day', d.day, 'name', d.name, 'closesAt', d.closes_at) order by d.day)
                      from calendar_holidays d
                      where d.calendar_id = c.id and d.day >= date_trunc('year', app.now() at time zone c.time_zone) - interval '1 year'), '[]') as holidays,
            open.total as "openTickets", open.breached as "breachedTickets"
     from calendars c
     cross join lateral (
       select count(*) as total, count(*) filter (where t.sla_state = 'breached') as breached
       from sla_policies p join tickets t on t.tenant_id = p.tenant_id and t.sla_policy_id = p.id
       where p.calendar_id = c.id and t.category in ('new', 'open', 'pending')) open
     order by c.is_default desc, c.name, c.id`
  )
}
