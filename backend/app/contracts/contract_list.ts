import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import { contains } from '#catalogue/contains'
import { today } from '#tenants/tenant_day'
import type { listContracts } from '#contracts/contract_validator'

const BY_ACCOUNT: SortColumn[] = [
  { column: 'a.name', direction: 'asc', type: 'text' },
  { column: 'contracts.number', direction: 'asc', type: 'bigint' },
]

/** What the lines in force on a day bring in a month, in minor units: work by the hour is left out, it is not known before. */
const MONTHLY_NET = `(
  select coalesce(sum(round(100 * l.unit_price * case l.kind when 'per_asset' then (
      select count(distinct g.asset_id) from asset_assignments g
      join assets d on d.tenant_id = g.tenant_id and d.id = g.asset_id
      where g.account_id = contracts.account_id and (g.contract_id is null or g.contract_id = contracts.id)
        and (l.asset_type is null or d.type = l.asset_type)
        and g.valid_from <= ?::date and (g.valid_to is null or g.valid_to >= ?::date)
    ) else l.quantity end)), 0)::bigint
  from contract_lines l
  where l.contract_id = contracts.id and l.kind <> 'hourly'
    and l.valid_from <= ?::date and (l.valid_to is null or l.valid_to >= ?::date)
) as monthly_net`

interface ListedContract {
  number: number
  name: string
  starts_on: string
  ends_on: string | null
  account_number: number
  account_name: string
  sla_name: string | null
  monthly_net: number
}

export async function findContracts(query: Infer<typeof listContracts>) {
  const size = query.limit ?? 100
  const day = await today()
  const contracts = db
    .from('contracts')
    .join('accounts as a', 'a.id', 'contracts.account_id')
    .leftJoin('sla_policies as p', 'p.id', 'contracts.sla_policy_id')
    .select('contracts.number', 'contracts.name', 'contracts.starts_on', 'contracts.ends_on')
    .select('a.number as account_number', 'a.name as account_name', 'p.name as sla_name')
    .select(db.raw(MONTHLY_NET, [day, day, day, day]))
  const state = query.state ?? (query.account ? 'all' : 'active')
  if (state === 'active')
    contracts.whereRaw(
      'contracts.starts_on <= ?::date and (contracts.ends_on is null or contracts.ends_on >= ?::date)',
      [day, day]
    )
  if (state === 'planned') contracts.whereRaw('contracts.starts_on > ?::date', [day])
  if (state === 'ended') contracts.whereRaw('contracts.ends_on < ?::date', [day])
  if (query.account) contracts.where('a.number', query.account)
  if (query.q) {
    const words = contains(query.q)
    contracts.where((part) =>
      part.whereILike('contracts.name', words).orWhereILike('a.name', words)
    )
  }
  paginate(contracts, BY_ACCOUNT, query.after, size)
  const { rows, next } = pageOf((await contracts) as ListedContract[], size, (row) => [
    row.account_name,
    row.number,
  ])
  return {
    next,
    rows: rows.map((row) => ({
      number: row.number,
      name: row.name,
      account: { number: row.account_number, name: row.account_name },
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      state: stateOf(row.starts_on, row.ends_on, day),
      slaPolicyName: row.sla_name,
      monthlyNet: row.monthly_net,
    })),
  }
}

export function stateOf(
  startsOn: string,
  endsOn: string | null,
  day: string
): 'planned' | 'active' | 'ended' {
  if (startsOn > day) return 'planned'
  return endsOn !== null && endsOn < day ? 'ended' : 'active'
}
