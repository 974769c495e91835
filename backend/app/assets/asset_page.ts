import { sql } from '#core/sql'
import { today } from '#tenants/tenant_day'
import type { Asset } from '#assets/asset'

export interface AssignmentRow {
  id: string
  validFrom: string
  validTo: string | null
  account: { number: number; name: string }
  site: { id: string; name: string } | null
  contract: { number: number; name: string } | null
}

/** Every assignment of a device, latest first. */
export function assignmentsOf(assetId: string): Promise<AssignmentRow[]> {
  return sql<AssignmentRow>(
    `select g.id, g.valid_from as "validFrom", g.valid_to as "validTo",
            jsonb_build_object('number', a.number, 'name', a.name) as account,
            case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as site,
            case when c.id is not null then jsonb_build_object('number', c.number, 'name', c.name) end as contract
     from asset_assignments g
     join accounts a on a.tenant_id = g.tenant_id and a.id = g.account_id
     left join sites s on s.tenant_id = g.tenant_id and s.id = g.site_id
     left join contracts c on c.tenant_id = g.tenant_id and c.id = g.contract_id
     where g.asset_id = ? order by g.valid_from desc`,
    [assetId]
  )
}

/** The device with its history; `current` is the assignment that is valid today. */
export async function assetPage(asset: Asset) {
  const assignments = await assignmentsOf(asset.id)
  const day = await today()
  const current = assignments.find(
    (row) => row.validFrom <= day && (row.validTo === null || row.validTo >= day)
  )
  return {
    number: asset.number,
    type: asset.type,
    name: asset.name,
    serialNumber: asset.serialNumber,
    manufacturer: asset.manufacturer,
    model: asset.model,
    note: asset.note,
    remoteUrl: asset.remoteUrl,
    retiredAt: asset.retiredAt?.toUTC().toISO() ?? null,
    version: asset.version,
    current: current ?? null,
    assignments,
  }
}
