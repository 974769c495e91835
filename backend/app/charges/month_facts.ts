import { DateTime } from 'luxon'
import { sql } from '#core/sql'
import type { VatGroup } from '#charges/vat'

/** Days are 'YYYY-MM-DD', decimals strings: as the database hands them over. */
export interface ContractRow {
  id: string
  number: number
  account_id: string
  company_id: string
  po_reference: string | null
  po_required: boolean
  cost_centre: string | null
  rounding_scope: 'entry' | 'ticket' | 'day'
  rounding_step: number
  rounding_minimum: number
}

export interface ContractLineRow {
  id: string
  contract_id: string
  position: number
  kind: 'flat' | 'per_asset' | 'hourly' | 'block_hours'
  item_id: string
  description: string
  quantity: string
  unit: string
  unit_price: string
  vat_group: VatGroup
  asset_type: string | null
  work_type_id: string | null
  included_minutes: number | null
  starts_on: string
  ends_on: string | null
}

export interface AssignmentRow {
  id: string
  account_id: string
  contract_id: string | null
  asset_id: string
  asset_name: string
  asset_type: string
  valid_from: string
  valid_to: string | null
}

export interface TimeRow {
  id: string
  account_id: string
  contract_id: string | null
  site_id: string | null
  ticket_id: string | null
  ticket_number: number | null
  ticket_subject: string | null
  is_restricted: boolean
  /** '' where it would only repeat the subject of a restricted ticket */
  customer_text: string
  work_date: string
  started_at: Date
  ended_at: Date
  worked_minutes: number
  billed_minutes: number
  work_type_id: string | null
  work_type_name: string
  member_name: string
  outcome: string
  approved_at: Date | null
}

export interface TicketItemRow {
  id: string
  account_id: string
  contract_id: string | null
  site_id: string | null
  ticket_number: number
  item_id: string
  description: string
  supplied_on: string
  quantity: string
  unit: string
  unit_price: string
  vat_group: VatGroup
}

export interface RateRow {
  id: string
  item_id: string
  description: string
  unit_price: string
  vat_group: VatGroup
}

export interface MonthFacts {
  contracts: ContractRow[]
  lines: ContractLineRow[]
  assignments: AssignmentRow[]
  times: TimeRow[]
  items: TicketItemRow[]
  rates: RateRow[]
  /** Minutes of an allowance (contract line) that issued documents of the month have used already. */
  used: Map<string, number>
}

/**
 * What an unissued document of this very month holds is free: drafting the month again replaces it. What any other
 * document holds is taken.
 */
const FREE = `charge_id is null or charge_id in (
  select c.id from charges c join documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
  where d.issued_at is null and d.billing_month = ?::date)`

/** Work under the contract is settled with its own month: late, it takes nothing from the hours of another one. */
const OPEN_CONTRACT_WORK = `t.outcome = 'contract' and (t.work_date >= ?::date or not exists (
  select from documents b where b.tenant_id = t.tenant_id and b.account_id = t.account_id
    and b.billing_month = date_trunc('month', t.work_date)::date and b.issued_at is not null and b.kind = 'invoice'
    and not exists (select from documents c where c.tenant_id = b.tenant_id and c.cancels_id = b.id)))`

/** All facts of the month, or those of one account, in seven queries however many accounts there are. */
export async function loadMonthFacts(month: string, accountId: string | null): Promise<MonthFacts> {
  const first = `${month}-01`
  const last = DateTime.fromISO(first).endOf('month').toISODate()!
  const dayBefore = DateTime.fromISO(first).minus({ days: 1 }).toISODate()!
  const account = [accountId, accountId]
  const contracts = await sql<ContractRow>(
    `select id, number, account_id, company_id, po_reference, po_required, cost_centre,
            rounding_scope, rounding_step, rounding_minimum
     from contracts where starts_on <= ?::date and (?::uuid is null or account_id = ?::uuid) order by number`,
    [last, ...account]
  )
  const lines = await sql<ContractLineRow>(
    `select l.id, l.contract_id, l.position, l.kind, l.item_id, coalesce(nullif(l.description, ''), i.name) as description,
            l.quantity, i.unit, l.unit_price, i.vat_group, l.asset_type, l.work_type_id, l.included_minutes,
            greatest(l.valid_from, c.starts_on) as starts_on, least(l.valid_to, c.ends_on) as ends_on
     from contract_lines l
     join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
     join items i on i.tenant_id = l.tenant_id and i.id = l.item_id
     where c.starts_on <= ?::date and (?::uuid is null or c.account_id = ?::uuid)
     order by l.contract_id, l.position, l.id`,
    [last, ...account]
  )
  const assignments = await sql<AssignmentRow>(
    `select s.id, s.account_id, s.contract_id, s.asset_id, a.name as asset_name, a.type as asset_type, s.valid_from, s.valid_to
     from asset_assignments s join assets a on a.tenant_id = s.tenant_id and a.id = s.asset_id
     where s.valid_from <= ?::date and (s.valid_to is null or s.valid_to >= ?::date)
       and (?::uuid is null or s.account_id = ?::uuid)`,
    [last, dayBefore, ...account]
  )
  const times = await sql<TimeRow>(
    `select t.id, t.account_id, coalesce(t.contract_id, k.contract_id) as contract_id, k.site_id, t.ticket_id,
            k.number as ticket_number, k.subject as ticket_subject, coalesce(q.restricted, false) as is_restricted,
            case when q.restricted and t.customer_text = k.subject then '' else t.customer_text end as customer_text,
            t.work_date, t.started_at, t.ended_at, t.worked_minutes, t.billed_minutes,
            t.work_type_id, coalesce(w.name, 'Service') as work_type_name, m.name as member_name, t.outcome, t.approved_at
     from time_entries t
     join members m on m.tenant_id = t.tenant_id and m.id = t.member_id
     left join work_types w on w.tenant_id = t.tenant_id and w.id = t.work_type_id
     left join tickets k on k.tenant_id = t.tenant_id and k.id = t.ticket_id and k.account_id = t.account_id
     left join queues q on q.tenant_id = k.tenant_id and q.id = k.queue_id
     where t.account_id is not null and t.work_date <= ?::date and (t.outcome = 'billable' or (${OPEN_CONTRACT_WORK}))
       and (?::uuid is null or t.account_id = ?::uuid) and (${FREE})`,
    [last, first, ...account, first]
  )
  const items = await sql<TicketItemRow>(
    `select t.id, t.account_id, case when k.account_id = t.account_id then k.contract_id end as contract_id,
            case when k.account_id = t.account_id then k.site_id end as site_id, k.number as ticket_number, t.item_id,
            coalesce(nullif(t.description, ''), i.name) as description, t.supplied_on, t.quantity, i.unit, t.unit_price, i.vat_group
     from ticket_items t
     join tickets k on k.tenant_id = t.tenant_id and k.id = t.ticket_id
     join items i on i.tenant_id = t.tenant_id and i.id = t.item_id
     where t.supplied_on <= ?::date and (?::uuid is null or t.account_id = ?::uuid) and (${FREE})`,
    [last, ...account, first]
  )
  // A price of 0 is one that nobody has set yet: the work is then reported and not given away.
  const rates = await sql<RateRow>(
    `select w.id, w.item_id, i.name as description, i.price as unit_price, i.vat_group
     from work_types w join items i on i.tenant_id = w.tenant_id and i.id = w.item_id where i.price > 0`
  )
  return {
    contracts,
    lines,
    assignments,
    times,
    items,
    rates,
    used: await usedMinutes(first, accountId),
  }
}

async function usedMinutes(first: string, accountId: string | null): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; minutes: number }>(
    `select e ->> 'id' as id, sum((e ->> 'minutes')::int)::bigint as minutes
     from charges c join documents d on d.tenant_id = c.tenant_id and d.id = c.document_id,
          jsonb_array_elements(c.explanation -> 'coverage') as e
     where d.billing_month = ?::date and d.issued_at is not null and c.released_at is null and e ->> 'kind' <> 'contract'
       and (?::uuid is null or c.account_id = ?::uuid)
     group by 1`,
    [first, accountId, accountId]
  )
  return new Map(rows.map(({ id, minutes }) => [id, minutes]))
}

/** Which of these charges stand on another document already, issued or drafted for another month. */
export async function takenKeys(month: string, keys: string[]): Promise<Set<string>> {
  const rows = await sql<{ key: string }>(
    `select c.key from charges c join documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
     where c.key = any(?::text[]) and c.released_at is null
       and not (d.issued_at is null and d.billing_month is not distinct from ?::date)`,
    [keys, `${month}-01`]
  )
  return new Set(rows.map(({ key }) => key))
}
