import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import { sql } from '#core/sql'
import { contains } from '#catalogue/contains'
import { today } from '#tenants/tenant_day'
import type { AssetType } from '#assets/asset'
import type { listAssets } from '#assets/asset_validator'

const BY_NAME: SortColumn[] = [
  { column: 'assets.name', direction: 'asc', type: 'text' },
  { column: 'assets.id', direction: 'asc', type: 'uuid' },
]

interface ListedAsset {
  id: string
  number: number
  type: AssetType
  name: string
  serial_number: string | null
  manufacturer: string | null
  model: string | null
  retired_at: Date | null
  account_number: number | null
  account_name: string
  contract_number: number | null
  contract_name: string
  site_name: string | null
}

/** Devices by name, each with the assignment that is valid today; `stock` are those that belong to nobody today. */
export async function findAssets(query: Infer<typeof listAssets>) {
  const size = query.limit ?? 100
  const day = await today()
  const assets = db
    .from('assets')
    .joinRaw(
      `left join asset_assignments g on g.tenant_id = assets.tenant_id and g.asset_id = assets.id
         and g.valid_from <= ?::date and (g.valid_to is null or g.valid_to >= ?::date)`,
      [day, day]
    )
    .leftJoin('accounts as a', 'a.id', 'g.account_id')
    .leftJoin('contracts as c', 'c.id', 'g.contract_id')
    .leftJoin('sites as s', 's.id', 'g.site_id')
    .select(
      'assets.id',
      'assets.number',
      'assets.type',
      'assets.name',
      'assets.serial_number',
      'assets.manufacturer',
      'assets.model'
    )
    .select(
      'assets.retired_at',
      'a.number as account_number',
      'a.name as account_name',
      's.name as site_name'
    )
    .select('c.number as contract_number', 'c.name as contract_name')
  if (query.state === 'retired') assets.whereNotNull('assets.retired_at')
  else if (!query.account || query.state) assets.whereNull('assets.retired_at')
  if (query.state === 'stock') assets.whereNull('g.id')
  if (query.account) assets.where('a.number', query.account)
  if (query.type) assets.where('assets.type', query.type)
  if (query.q) {
    const words = contains(query.q)
    assets.where((part) =>
      part
        .whereILike('assets.name', words)
        .orWhereILike('assets.serial_number', words)
        .orWhereILike('assets.model', words)
        .orWhereILike('a.name', words)
    )
  }
  paginate(assets, BY_NAME, query.after, size)
  const { rows, next } = pageOf((await assets) as ListedAsset[], size, (row) => [row.name, row.id])
  return {
    next,
    rows: rows.map((row) => ({
      number: row.number,
      type: row.type,
      name: row.name,
      serialNumber: row.serial_number,
      manufacturer: row.manufacturer,
      model: row.model,
      retired: row.retired_at !== null,
      account:
        row.account_number === null ? null : { number: row.account_number, name: row.account_name },
      contract:
        row.contract_number === null
          ? null
          : { number: row.contract_number, name: row.contract_name },
      siteName: row.site_name,
    })),
  }
}

/**
 * How many devices of each type count for a contract on a day, by the rule of the charge engine: those assigned to the
 * contract itself and those of its account that name none.
 */
export async function assetCounts(
  accountId: string,
  contractId: string,
  day: string
): Promise<Partial<Record<AssetType, number>>> {
  const rows = await sql<{ type: AssetType; count: number }>(
    `select a.type, count(distinct a.id) as count
     from asset_assignments g join assets a on a.tenant_id = g.tenant_id and a.id = g.asset_id
     where g.account_id = ? and (g.contract_id is null or g.contract_id = ?)
       and g.valid_from <= ?::date and (g.valid_to is null or g.valid_to >= ?::date)
     group by a.type`,
    [accountId, contractId, day, day]
  )
  return Object.fromEntries(rows.map(({ type, count }) => [type, count]))
}
