import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { AssetType } from '#assets/asset'
import { Contract } from '#contracts/contract'
import type { LineKind } from '#contracts/contract_line'
import type { Account } from '#crm/account'
import type { DemoAccount } from '#demo/demo_people'

interface Line {
  kind: LineKind
  item: string
  price: string
  assetType?: AssetType
  included?: number
}

const HOURS: Line = { kind: 'hourly', item: 'S-010', price: '108.00' }

const PLANS: Record<DemoAccount['contract'], { name: string; lines: Line[] }> = {
  premium: {
    name: 'Premium',
    lines: [
      { kind: 'flat', item: 'A-200', price: '690.00', included: 600 },
      { kind: 'per_asset', item: 'A-100', price: '76.00', assetType: 'workstation' },
      { kind: 'per_asset', item: 'A-100', price: '76.00', assetType: 'laptop' },
      { kind: 'per_asset', item: 'A-110', price: '189.00', assetType: 'server' },
      { kind: 'per_asset', item: 'A-120', price: '69.00', assetType: 'firewall' },
      { kind: 'hourly', item: 'S-010', price: '96.00' },
    ],
  },
  standard: {
    name: 'Standard',
    lines: [
      { kind: 'flat', item: 'A-200', price: '390.00', included: 240 },
      { kind: 'per_asset', item: 'A-100', price: '58.00', assetType: 'workstation' },
      { kind: 'per_asset', item: 'A-110', price: '159.00', assetType: 'server' },
      HOURS,
    ],
  },
  basis: {
    name: 'Basis',
    lines: [
      { kind: 'flat', item: 'A-200', price: '190.00' },
      { kind: 'per_asset', item: 'A-110', price: '129.00', assetType: 'server' },
      HOURS,
    ],
  },
  hourly: { name: 'Stundensatz', lines: [HOURS] },
}

/** The contract of a demo customer, in force since before the demo's first month. */
export async function addDemoContract(
  account: Account,
  kind: DemoAccount['contract'],
  since: DateTime
): Promise<string> {
  const plan = PLANS[kind]
  const policy = await db
    .from('sla_policies')
    .where('name', kind === 'premium' ? 'Premium' : 'Standard')
    .firstOrFail()
  const start = since.toISODate()!
  const contract = await Contract.add(account.id, {
    name: plan.name,
    startsOn: start,
    slaPolicyId: policy.id,
  })
  await contract.setLines(
    plan.lines.map((line) => ({
      kind: line.kind,
      itemNumber: line.item,
      unitPrice: line.price,
      assetType: line.assetType,
      includedMinutes: line.included,
      validFrom: start,
    }))
  )
  return contract.id
}
