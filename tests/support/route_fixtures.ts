import db from '@adonisjs/lucid/services/db'
import * as billing from '../factories/billing_month.js'
import type { Table } from './catalogue.js'
import { Client } from './client.js'
import { PASSWORD, TestTenant } from './tenant.js'
import { type Row, World, inTenant } from './world.js'

/** What a route is asked: its pattern is filled with `params`. */
export interface RouteRequest {
  params?: Record<string, string | number>
  query?: string
  body?: unknown
  /** The parameters name a day, a month, a kind: the same in every tenant, so a foreign one is no attack. */
  paramsNameNoRow?: true
}

export type MakeRequest = (fixtures: Fixtures) => RouteRequest | Promise<RouteRequest>

/** A tenant with its signed-in owner, who makes rows for the one request of a route. */
export class Fixtures {
  readonly world: World

  constructor(
    readonly tenant: TestTenant,
    readonly client: Client,
    readonly tables: Table[],
    /** Rows that are there already and that all others shall belong to. */
    readonly rows: Record<string, Row>
  ) {
    this.world = new World({ id: tenant.id, slug: tenant.slug }, tables)
    for (const [name, row] of Object.entries(rows)) this.world.rows.set(name, row)
  }

  /** The fixtures of the next route, who shall not meet what this one has changed. */
  afresh = () => new Fixtures(this.tenant, this.client, this.tables, this.rows)

  /** The row of a table, made with everything that it needs. */
  row = (name: string, given?: Row): Promise<Row> =>
    inTenant(this.world, () =>
      given && Object.keys(given).length > 0 ? this.world.make(name, given) : this.world.row(name)
    )
  make = (name: string, given: Row = {}): Promise<Row> =>
    inTenant(this.world, () => this.world.make(name, given))
  another = async (name: string): Promise<Row> => {
    await this.row(name)
    return this.make(name)
  }
  /** A ticket whose SLA clock runs: what its status changes to is counted from its creation on. */
  async ticket(given: Row = {}): Promise<Row> {
    const ticket = await this.make('tickets', given)
    const { id, created_at: at, category } = ticket
    await this.make('ticket_clock_events', {
      ticket_id: id,
      at,
      kind: 'created',
      category,
      stops_clock: false,
      priority: 'normal',
    })
    return ticket
  }

  run = <T>(work: () => Promise<T>): Promise<T> => this.tenant.run(work)

  /** A free invoice, not issued yet. */
  async draft(): Promise<string> {
    const lines = [{ description: 'Patchkabel', quantity: '3', unit: 'C62', unitPrice: '4.95' }]
    const body = {
      accountNumber: BILLED_ACCOUNT,
      subject: 'Hardware',
      supplyFrom: '2026-10-05',
      supplyTo: '2026-10-05',
      lines,
    }
    return (await this.ask('documents', body)).id
  }

  /** The number of an invoice that was issued today. */
  async issued(): Promise<string> {
    return (await this.ask(`documents/${await this.draft()}/issuance`, {})).number
  }

  private async ask(path: string, body: unknown) {
    const answer = await this.client.post(this.tenant.path(path), body)
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
    return answer.data
  }
}

/** The account that may be billed in every tenant of openHouse(). */
export const BILLED_ACCOUNT = 10001

/** A tenant that may bill, with its owner at the keyboard. */
export async function openHouse(tables: Table[]): Promise<Fixtures> {
  const tenant = await TestTenant.create()
  const client = await tenant.signIn()
  const member = await tenant.run(async () => {
    await billing.makeMonth(tenant)
    // The month's rows have numbers that nobody took from the counters.
    await db.from('number_counters').increment('next_value', 10_000)
    return db.from('members').where('id', tenant.ownerId).first()
  })
  return new Fixtures(tenant, client, tables, { members: member })
}

/** A contact of a new account, signed in to the portal of the house. */
export async function openPortal(house: Fixtures): Promise<Fixtures> {
  const fixtures = house.afresh()
  const account = await fixtures.row('accounts')
  const contact = await fixtures.row('contacts')
  await fixtures.make('account_contacts')
  await fixtures.make('portal_accesses', { role: 'manager' })
  const login = await fixtures.row('portal_logins')
  const [{ password_hash: passwordHash }] = await db
    .connection('identity')
    .from('users')
    .where('email', house.tenant.ownerEmail)
  await db
    .connection('identity')
    .from('portal_logins')
    .where('id', login.id as string)
    .update({ password_hash: passwordHash })
  const client = await enterPortal(house.tenant, login.email as string)
  const rows = { ...house.rows, accounts: account, contacts: contact, portal_logins: login }
  return new Fixtures(house.tenant, client, house.tables, rows)
}

export async function enterPortal(tenant: TestTenant, email: string): Promise<Client> {
  const client = await portalVisitor(tenant)
  const answer = await client.post(`/api/portal/${tenant.slug}/session`, {
    email,
    password: PASSWORD,
  })
  if (answer.status !== 204)
    throw new Error(`the portal's sign-in answered ${answer.status}: ${answer.text}`)
  return client
}

/** A browser at the portal's door: it holds the portal's token, not the staff's. */
export async function portalVisitor(tenant: TestTenant): Promise<Client> {
  const client = new Client()
  await client.get(`/api/portal/${tenant.slug}/branding`)
  return client
}
