import { DateTime } from 'luxon'
import { changed, sql } from '#core/sql'
import type { Calendar } from '#contracts/business_calendar'
import type { PolicyTarget } from '#contracts/sla_policy'

/** What a policy promises, in which business time, and until when: null until further notice. */
export interface SlaTerms {
  until: DateTime | null
  warnPercent: number
  targets: PolicyTarget[]
  calendar: Calendar
}

/** About forty years of holidays: far beyond any ticket, and no calendar grows the work of a request for ever. */
const MOST_HOLIDAYS = 500

const CURRENT = `
  select p.id as policy_id, p.calendar_id, p.warn_percent,
         coalesce((select jsonb_agg(jsonb_build_object('priority', t.priority, 'firstResponseMinutes', t.first_response_minutes,
                                                       'resolutionMinutes', t.resolution_minutes) order by t.priority)
                   from sla_targets t where t.policy_id = p.id), '[]') as targets,
         jsonb_build_object('timeZone', c.time_zone, 'alwaysOpen', c.always_open,
           'hours', coalesce((select jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opens', h.opens, 'closes', h.closes)
                                               order by h.weekday, h.opens, h.closes)
                              from calendar_hours h where h.calendar_id = c.id), '[]'),
           'holidays', coalesce((select jsonb_agg(jsonb_build_object('day', d.day, 'name', d.name, 'closesAt', d.closes_at) order by d.day)
                                 from (select * from calendar_holidays where calendar_id = c.id
                                       order by day desc limit ${MOST_HOLIDAYS}) d), '[]')) as calendar
  from sla_policies p join calendars c on c.tenant_id = p.tenant_id and c.id = p.calendar_id`

/**
 * Keeps what these policies have promised until now, or all policies of a calendar. To be called before the change; of
 * several changes in one transaction the first one counts.
 */
export async function keepTerms(of: { policyId: string } | { calendarId: string }): Promise<void> {
  const [policyId, calendarId] = 'policyId' in of ? [of.policyId, null] : [null, of.calendarId]
  await changed(
    `insert into sla_policy_versions (policy_id, warn_percent, targets, calendar)
     select policy_id, warn_percent, targets, calendar from (${CURRENT}) now
     where policy_id = ?::uuid or calendar_id = ?::uuid
     on conflict do nothing`,
    [policyId, calendarId]
  )
}

/** Everything a policy has ever promised, oldest first. The same calendar is the same object. */
export async function termsOf(policyId: string): Promise<SlaTerms[]> {
  const rows = await sql<{
    until: Date | null
    warn: number
    targets: PolicyTarget[]
    calendar: Calendar
  }>(
    `select valid_until as until, warn_percent as warn, targets, calendar from sla_policy_versions where policy_id = ?
     union all
     select null, warn_percent, targets, calendar from (${CURRENT}) now where policy_id = ?
     order by until nulls last`,
    [policyId, policyId]
  )
  const calendars = new Map<string, Calendar>()
  return rows.map(({ until, warn, targets, calendar }) => {
    const key = JSON.stringify(calendar)
    if (!calendars.has(key)) calendars.set(key, calendar)
    return {
      until: until && DateTime.fromJSDate(until),
      warnPercent: warn,
      targets,
      calendar: calendars.get(key)!,
    }
  })
}
