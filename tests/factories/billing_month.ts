import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { sql } from '#core/sql'
import type { TestTenant } from '../support/tenant.js'

/** The morning on which October 2026 is billed. */
export const BILLING_DAY = DateTime.fromISO('2026-11-02T09:00:00', { zone: 'Europe/Berlin' })

type Columns = Record<string, unknown>

const insert = async (table: string, row: Columns): Promise<string> =>
  (await db.table(table).returning('id').insert(row))[0].id

/** Completes the tenant's company so that it may invoice, and gives it a mailbox to send from. */
export async function completeCompany(given: Columns = {}): Promise<string> {
  const { id } = await db.from('companies').firstOrFail()
  await db
    .from('companies')
    .where('id', id)
    .update({
      name: 'Nordlicht IT GmbH',
      street: 'Holstenstraße 1',
      postcode: '24103',
      city: 'Kiel',
      email: 'rechnung@nordlicht.test',
      phone: '+49 431 300400',
      vat_id: 'DE136695976',
      register_court: 'Amtsgericht Kiel',
      register_number: 'HRB 1234',
      managing_directors: 'Olga Owner',
      datev_consultant: 29098,
      datev_client: 55003,
      ...given,
    })
  await db.from('company_vat_methods').where('company_id', id).update({ valid_from: '2020-01-01' })
  await db.table('company_bank_accounts').insert({
    company_id: id,
    bank_name: 'Förde Bank',
    iban: 'DE89370400440532013000',
    bic: 'COBADEFFXXX',
  })
  await db
    .from('mailboxes')
    .where('is_default', true)
    .update({ address: 'support@nordlicht.test', name: 'Nordlicht IT' })
  return id
}

export async function makeAccount(
  number: number,
  given: Columns = {},
  address: Columns = {}
): Promise<string> {
  const id = await insert('accounts', { number, name: `Kunde ${number} GmbH`, ...given })
  await db.table('account_addresses').insert({
    account_id: id,
    purpose: 'main',
    street: 'Hafenstraße 7',
    postcode: '24937',
    city: 'Flensburg',
    ...address,
  })
  await db
    .table('invoice_recipients')
    .insert({ account_id: id, kind: 'to', email: `buchhaltung@kunde${number}.test` })
  return id
}

export const makeItem = (number: string, given: Columns = {}) =>
  insert('items', { number, name: `Artikel ${number}`, unit: 'C62', price: '10', ...given })

export async function makeContract(accountId: string, given: Columns = {}): Promise<string> {
  const company = await db.from('companies').firstOrFail()
  const [{ next }] = await sql<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from contracts'
  )
  return insert('contracts', {
    number: next,
    account_id: accountId,
    company_id: company.id,
    name: 'Managed Services',
    starts_on: '2026-01-01',
    ...given,
  })
}

export const makeLine = (contractId: string, itemId: string, given: Columns = {}) =>
  insert('contract_lines', {
    contract_id: contractId,
    item_id: itemId,
    position: 1,
    kind: 'flat',
    unit_price: '100',
    valid_from: '2026-01-01',
    ...given,
  })

export async function makeDevice(
  accountId: string,
  name: string,
  given: Columns = {}
): Promise<string> {
  const [{ next }] = await sql<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from assets'
  )
  const assetId = await insert('assets', { number: next, type: 'workstation', name })
  return insert('asset_assignments', {
    asset_id: assetId,
    account_id: accountId,
    valid_from: '2026-01-01',
    ...given,
  })
}

export async function makeTicket(
  accountId: string,
  number: number,
  subject: string,
  given: Columns = {}
): Promise<string> {
  const queue = await db.from('queues').firstOrFail()
  const status = await db.from('ticket_statuses').where('category', 'open').firstOrFail()
  return insert('tickets', {
    number,
    subject,
    account_id: accountId,
    queue_id: queue.id,
    status_id: status.id,
    category: 'open',
    channel: 'phone',
    ...given,
  })
}

export const makeWorkType = (itemId: string, name = 'Technik vor Ort') =>
  insert('work_types', { name, item_id: itemId })

/** Work of the given minutes on the day, from nine o'clock, approved and billable. */
export async function makeWork(
  tenant: TestTenant,
  ticketId: string,
  accountId: string,
  day: string,
  minutes: number,
  given: Columns = {}
): Promise<string> {
  const start = DateTime.fromISO(`${day}T09:00:00`, { zone: 'Europe/Berlin' })
  return insert('time_entries', {
    member_id: tenant.ownerId,
    ticket_id: ticketId,
    account_id: accountId,
    started_at: start.toJSDate(),
    ended_at: start.plus({ minutes }).toJSDate(),
    work_date: day,
    worked_minutes: minutes,
    billed_minutes: minutes,
    outcome: 'billable',
    customer_text: 'Datensicherung geprüft',
    internal_text: 'Passwort war Sommer2026',
    approved_at: start.toJSDate(),
    ...given,
  })
}

/** One customer with a flat fee, two devices and 1:45 h of work: 100 + 2 × 76 + 1.75 × 96 = 420,00 net, 499,80 gross. */
export async function makeMonth(tenant: TestTenant) {
  await completeCompany()
  const accountId = await makeAccount(10001, { name: 'Förde Logistik AG' })
  const [backup, workplace, hour] = [
    await makeItem('BACKUP', { name: 'Backup', unit: 'MON', revenue_account: 8401 }),
    await makeItem('MW', { name: 'Managed Workplace' }),
    await makeItem('HOUR', { name: 'Technikstunde', unit: 'HUR', price: '96' }),
  ]
  const workTypeId = await makeWorkType(hour)
  const contractId = await makeContract(accountId)
  await makeLine(contractId, backup)
  await makeLine(contractId, workplace, {
    position: 2,
    kind: 'per_asset',
    asset_type: 'workstation',
    unit_price: '76',
  })
  await makeDevice(accountId, 'NB-0231')
  await makeDevice(accountId, 'NB-0232')
  const ticketId = await makeTicket(accountId, 1029, 'Backup')
  const workId = await makeWork(tenant, ticketId, accountId, '2026-10-18', 105, {
    contract_id: contractId,
    work_type_id: workTypeId,
  })
  return { accountId, contractId, ticketId, workTypeId, workId }
}
