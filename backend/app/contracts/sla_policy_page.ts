import { sql } from '#core/sql'
import type { PolicyTarget } from '#contracts/sla_policy'

export interface SlaPolicyOverview {
  id: string
  name: string
  calendar: { id: string; name: string }
  warnPercent: number
  isDefault: boolean
  version: number
  targets: PolicyTarget[]
  /** contracts that name this policy */
  contractCount: number
  /** Whose due times follow when the policy changes, and how many of them are overdue. */
  openTickets: number
  breachedTickets: number
}

export function slaPolicies(): Promise<SlaPolicyOverview[]> {
  return sql<SlaPolicyOverview>(
    `select p.id, p.name, jsonb_build_object('id', c.id, 'name', c.name) as calendar, p.warn_percent as "warnPercent",
            p.is_default as "isDefault", p.version,
            coalesce((select jsonb_agg(jsonb_build_object('priority', t.priority, 'firstResponseMinutes', t.first_response_minutes,
                                                          'resolutionMinutes', t.resolution_minutes))
                      from sla_targets t where t.policy_id = p.id), '[]') as targets,
            (select count(*) from contracts k where k.sla_policy_id = p.id) as "contractCount",
            open.total as "openTickets", open.breached as "breachedTickets"
     from sla_policies p join calendars c on c.tenant_id = p.tenant_id and c.id = p.calendar_id
     cross join lateral (
       select count(*) as total, count(*) filter (where t.sla_state = 'breached') as breached
       from tickets t where t.sla_policy_id = p.id and t.category in ('new', 'open', 'pending')) open
     order by p.is_default desc, p.name, p.id`
  )
}
