import { Decimal } from 'decimal.js'
import { sql } from '#core/sql'
import type { AssetType } from '#assets/asset'
import { assetCounts } from '#assets/asset_list'
import { today } from '#tenants/tenant_day'
import type { Contract } from '#contracts/contract'
import type { LineKind } from '#contracts/contract_line'
import { stateOf } from '#contracts/contract_list'

interface LineRow {
  id: string
  kind: LineKind
  itemNumber: string
  itemName: string
  itemUnit: string
  description: string | null
  quantity: string
  unitPrice: string
  assetType: AssetType | null
  workTypeId: string | null
  includedMinutes: number | null
  validFrom: string
  validTo: string | null
}

/** The contract with its lines and what the lines per device count today. */
export async function contractPage(contract: Contract) {
  const [account] = await sql<{ number: number; name: string }>(
    'select number, name from accounts where id = ?',
    [contract.accountId]
  )
  const lines = await sql<LineRow>(
    `select l.id, l.kind, i.number as "itemNumber", i.name as "itemName", i.unit as "itemUnit", l.description, l.quantity,
            l.unit_price as "unitPrice", l.asset_type as "assetType", l.work_type_id as "workTypeId",
            l.included_minutes as "includedMinutes", l.valid_from as "validFrom", l.valid_to as "validTo"
     from contract_lines l join items i on i.tenant_id = l.tenant_id and i.id = l.item_id
     where l.contract_id = ? order by l.position, l.id`,
    [contract.id]
  )
  const day = await today()
  return {
    number: contract.number,
    name: contract.name,
    account,
    startsOn: contract.startsOn,
    endsOn: contract.endsOn,
    state: stateOf(contract.startsOn, contract.endsOn, day),
    slaPolicyId: contract.slaPolicyId,
    poReference: contract.poReference,
    poRequired: contract.poRequired,
    costCentre: contract.costCentre,
    note: contract.note,
    roundingScope: contract.roundingScope,
    roundingStep: contract.roundingStep,
    roundingMinimum: contract.roundingMinimum,
    version: contract.version,
    countedOn: day,
    assetCounts: await assetCounts(contract.accountId, contract.id, day),
    lines: lines.map((line) => ({
      ...line,
      quantity: new Decimal(line.quantity).toString(),
      unitPrice: new Decimal(line.unitPrice).toString(),
    })),
  }
}
