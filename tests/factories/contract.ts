import db from '@adonisjs/lucid/services/db'
import type { Client } from '../support/client.js'
import { TestTenant } from '../support/tenant.js'
import { addCustomer } from './customer.js'

/** A tenant with its bookkeeper, a customer and two items: enough for contracts. */
export async function contractHouse() {
  const tenant = await TestTenant.create()
  const client = await tenant.as('billing')
  const customer = await addCustomer(tenant)
  await client.post(tenant.path('items'), {
    number: 'WARTUNG',
    name: 'Wartung',
    unit: 'MON',
    price: '49.9',
  })
  await client.post(tenant.path('items'), {
    number: 'STD',
    name: 'Arbeitsstunde',
    unit: 'HUR',
    price: '110',
  })
  return { tenant, client, customer }
}

/** Adds a contract and answers its number. */
export async function addContract(
  client: Client,
  tenant: TestTenant,
  accountNumber: number,
  fields: object = {}
): Promise<number> {
  const answer = await client.post(tenant.path('contracts'), {
    accountNumber,
    name: 'Rundum sorglos',
    startsOn: '2026-01-01',
    ...fields,
  })
  return answer.data.number
}

export const flat = {
  kind: 'flat',
  itemNumber: 'WARTUNG',
  quantity: '2',
  unitPrice: '49.905',
  validFrom: '2026-01-01',
}
export const perDevice = {
  kind: 'per_asset',
  itemNumber: 'WARTUNG',
  assetType: 'laptop',
  unitPrice: '9.90',
  validFrom: '2026-01-01',
}
export const block = {
  kind: 'block_hours',
  itemNumber: 'STD',
  quantity: '1',
  unitPrice: '400',
  includedMinutes: 240,
  validFrom: '2026-01-01',
}
export const hourly = {
  kind: 'hourly',
  itemNumber: 'STD',
  unitPrice: '95',
  validFrom: '2026-01-01',
}

/** The least of a document that has billed a contract line. */
export async function billLine(accountId: string, lineId: string): Promise<void> {
  const company = await db.from('companies').firstOrFail()
  const [document] = await db.table('documents').returning('id').insert({
    company_id: company.id,
    kind: 'invoice',
    account_id: accountId,
    debtor_account_id: accountId,
    supply_from: '2026-01-01',
    supply_to: '2026-01-31',
    subject: 'Januar',
    net: 100,
    vat: 19,
    gross: 119,
  })
  const [line] = await db.table('document_lines').returning('id').insert({
    document_id: document.id,
    position: 1,
    served_account_id: accountId,
    description: 'Wartung',
    quantity: '1',
    unit: 'MON',
    unit_price: '1',
    net: 100,
    tax_case: 'standard',
    vat_rate: '19',
    revenue_account: 8400,
    period_from: '2026-01-01',
    period_to: '2026-01-31',
  })
  await db.table('charges').insert({
    key: `line:${lineId}:2026-01`,
    account_id: accountId,
    contract_line_id: lineId,
    document_id: document.id,
    document_line_id: line.id,
    net: 100,
    explanation: '{}',
  })
}
