import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import * as tenancy from '#core/tenancy'
import { Item } from '#catalogue/item'
import { setCost } from '#catalogue/item_cost'
import { WorkType } from '#catalogue/work_type'
import { Account } from '#crm/account'
import { Contact } from '#crm/contact'
import { grantPortalAccess } from '#crm/portal_access'
import { addDemoContract } from '#demo/demo_contracts'
import { furnishDevices } from '#demo/demo_devices'
import { DEMO_PASSWORD } from '#demo/demo_members'
import type { DemoAccount } from '#demo/demo_people'
import type { Dice } from '#demo/dice'
import { findLoginByEmail, setPortalPassword } from '#portal/portal_login'
import { TicketStatus } from '#tickets/ticket_status'

export interface HouseMember {
  id: string
  name: string
}

export interface HouseContact extends HouseMember {
  portal?: 'user' | 'manager'
  family: string
  salutation: 'mr' | 'ms'
  email: string
  position: string
}

export interface HouseAccount {
  id: string
  number: number
  name: string
  domain: string
  contract: DemoAccount['contract']
  contacts: HouseContact[]
  deviceIds: string[]
  deviceNames: string[]
}

/** What the lives of tickets need to know of the house. */
export interface DemoHouse {
  accounts: HouseAccount[]
  technicians: HouseMember[]
  /** who approves what was booked, bills the month and hands it over */
  office: HouseMember
  mailbox: { id: string; address: string }
  queues: Record<string, string>
  statuses: Record<string, TicketStatus>
}

const ITEMS = [
  ['A-100', 'Managed Workplace', 'MON', '76.00', '31.50'],
  ['A-110', 'Managed Server', 'MON', '189.00', '74.00'],
  ['A-120', 'Managed Firewall', 'MON', '69.00', '22.00'],
  ['A-200', 'Pauschale Servicedesk', 'MON', '390.00', '150.00'],
  ['S-010', 'Techniker remote', 'HUR', '108.00', '52.00'],
  ['S-020', 'Techniker vor Ort', 'HUR', '118.00', '55.00'],
  ['H-300', 'Notebook vorbereitet', 'C62', '1290.00', '985.00'],
  ['H-310', 'Toner schwarz', 'C62', '89.90', '61.00'],
] as const

/** The catalogue: what is sold, what it costs, and the kinds of work. */
export async function furnishCatalogue(): Promise<void> {
  for (const [number, name, unit, price, cost] of ITEMS) {
    const item = await Item.add({
      number,
      name,
      unit,
      price,
      kind: number.startsWith('H') ? 'goods' : 'service',
    })
    await setCost(item, { validFrom: tenancy.now().toISODate()!, cost })
  }
  await WorkType.add({ name: 'Fernwartung', itemNumber: 'S-010', position: 1 })
  await WorkType.add({ name: 'Vor Ort', itemNumber: 'S-020', position: 2 })
}

/** A customer as the MSP knows it: people, addresses, devices, contract. */
export async function furnishAccount(
  demo: DemoAccount,
  dice: Dice,
  since: DateTime
): Promise<HouseAccount> {
  const account = await Account.add({
    name: demo.name,
    kind: demo.kind,
    phone: demo.phone,
    vatId: demo.vatId,
    customerSince: demo.since,
    domains: [demo.domain],
    buyerReference: demo.buyerReference,
    website: `https://www.${demo.domain}`,
    addresses: [
      {
        purpose: 'main',
        street: demo.street,
        postcode: demo.postcode,
        city: demo.city,
        country: 'DE',
      },
    ],
    recipients: [{ kind: 'to', email: `rechnung@${demo.domain}` }],
  })
  await db.table('sites').insert({
    account_id: account.id,
    name: 'Hauptsitz',
    street: demo.street,
    postcode: demo.postcode,
    city: demo.city,
    phone: demo.phone,
  })
  const contacts: HouseContact[] = []
  for (const [index, person] of demo.contacts.entries()) {
    const email =
      `${person.given.replace(/^Dr\. /, '').charAt(0)}.${person.family.replace(/^von /, '')}@${demo.domain}`
        .toLowerCase()
        .replaceAll('ö', 'oe')
        .replaceAll('ü', 'ue')
        .replaceAll('ä', 'ae')
        .replaceAll('ı', 'i')
    const contact = await Contact.add({
      salutation: person.salutation,
      givenName: person.given,
      familyName: person.family,
      position: person.position,
      emails: [email],
      phones: [{ number: person.phone, kind: 'work' }],
      accounts: [{ number: account.number, isPrimary: index === 0 }],
    })
    contacts.push({
      id: contact.id,
      portal: person.portal,
      name: `${person.given} ${person.family}`,
      family: person.family,
      salutation: person.salutation,
      email,
      position: person.position,
    })
  }
  const contractId = await addDemoContract(account, demo.contract, since)
  const devices = await furnishDevices(demo, account.id, contractId, dice, since)
  return {
    id: account.id,
    number: account.number,
    name: demo.name,
    domain: demo.domain,
    contract: demo.contract,
    contacts,
    deviceIds: devices.map(({ id }) => id),
    deviceNames: devices.map(({ name }) => name),
  }
}

/**
 * Rooms in the portal with the demo's password, so that the customer's side can be tried at once. Logins are written
 * beside the tenant's transaction, so the contacts have to be committed before.
 */
export async function openPortals(
  accounts: HouseAccount[],
  tenant: { slug: string; name: string }
): Promise<void> {
  for (const account of accounts) {
    for (const contact of account.contacts.filter(({ portal }) => portal)) {
      await grantPortalAccess(
        await Contact.findOrFail(contact.id),
        account.id,
        contact.portal!,
        tenant
      )
      const login = await findLoginByEmail(tenancy.tenantId(), contact.email)
      if (login) await setPortalPassword(login, DEMO_PASSWORD)
    }
  }
}

export async function houseStatuses(): Promise<Record<string, TicketStatus>> {
  const statuses = await TicketStatus.all()
  return Object.fromEntries(
    statuses.flatMap((status) => [
      ...(status.isDefault ? [[status.category, status] as const] : []),
      ...(status.waitingFor ? [[`pending:${status.waitingFor}`, status] as const] : []),
    ])
  )
}
