import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import { nextNumber } from '#core/numbers'
import type { Account } from '#crm/account'
import type { DemoAccount } from '#demo/demo_people'

interface Line {
  kind: 'flat' | 'per_asset' | 'hourly' | 'block_hours'
  item: string
  price: string
  assetType?: string
  included?: number
}

const HOURS: Line[] = [{ kind: 'hourly', item: 'S-010', price: '108.00' }]

const LINES: Record<DemoAccount['contract'], { name: string; lines: Line[] } | null> = {
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
      ...HOURS,
    ],
  },
  basis: { name: 'Basis', lines: [{ kind: 'flat', item: 'A-200', price: '190.00' }, { kind: 'per_asset', item: 'A-110', price: '129.00', assetType: 'server' }, ...HOURS] },
  hourly: { name: 'Stundensatz', lines: HOURS },
}

/** The contract of a demo customer, in force since before the demo's first month. */
export async function addDemoContract(
  account: Account,
  kind: DemoAccount['contract'],
  items: Record<string, string>,
  since: DateTime
): Promise<string | null> {
  const plan = LINES[kind]
  if (!plan) return null
  const company = await db.from('companies').firstOrFail()
  const policy = await db.from('sla_policies').where('name', kind === 'premium' ? 'Premium' : 'Standard').firstOrFail()
  const start = since.toISODate()!
  const [contract] = await db.table('contracts').returning('id').insert({
    number: await nextNumber('contract'), account_id: account.id, company_id: company.id, name: plan.name, starts_on: start,
    sla_policy_id: policy.id, rounding_step: 15,
  })
  await db.table('contract_lines').multiInsert(
    plan.lines.map((line, index) => ({
      contract_id: contract.id, position: index + 1, kind: line.kind, item_id: items[line.item], quantity: 1, unit_price: line.price,
      asset_type: line.assetType ?? null, included_minutes: line.included ?? null, valid_from: start,
    }))
  )
  return contract.id
}
