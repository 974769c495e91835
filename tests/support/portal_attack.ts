import { sql } from '#core/sql'
import { type Attempt, attacker, attempt, undone } from './attack.js'
import { type Table, type View, quoted } from './catalogue.js'
import { erase, read, touch, write } from './statements.js'
import { World, inTenant } from './world.js'
import { HIDDEN_FROM_CUSTOMERS, HELD_FROM_CUSTOMERS, VISIBLE_TO_CUSTOMERS } from './world_hints.js'

/** Everything that a customer could see if nothing stopped them, for two customers of one tenant and one of another. */
export interface Customers {
  own: World
  otherAccount: World
  otherTenant: World
  /** Internal notes and drafts of `own`'s account. */
  hidden: World
  /** Invoices of `own`'s account that were issued and held. */
  held: World
}

export async function makeCustomers(
  tables: Table[],
  tenant: World['tenant'],
  foreign: World['tenant']
): Promise<Customers> {
  const make = async (world: World) => {
    await inTenant(world, async () => {
      for (const table of tables) if (table.portal.select) await world.row(table.name)
    })
    return world
  }
  const own = await make(new World(tenant, tables, VISIBLE_TO_CUSTOMERS))
  const inOwnAccount = (hints: typeof HIDDEN_FROM_CUSTOMERS) => {
    const world = new World(tenant, tables, hints)
    world.rows.set('accounts', own.rows.get('accounts')!)
    return make(world)
  }
  return {
    own,
    hidden: await inOwnAccount(HIDDEN_FROM_CUSTOMERS),
    held: await inOwnAccount(HELD_FROM_CUSTOMERS),
    otherAccount: await make(new World(tenant, tables, VISIBLE_TO_CUSTOMERS)),
    otherTenant: await make(new World(foreign, tables, VISIBLE_TO_CUSTOMERS)),
  }
}

const account = (world: World) => world.rows.get('accounts')!.id as string

const session = (tenant: World, ...accounts: World[]) =>
  ({
    tenantId: tenant.tenantId,
    actor: attacker,
    role: 'portal',
    accountIds: accounts.map(account),
  }) as const

/** Reads a whole view of schema portal in several customers' sessions and looks for ids and words of others in it. */
export async function attackView(view: View, customers: Customers): Promise<Attempt[]> {
  const { own, otherAccount, otherTenant, hidden, held } = customers
  const seen = (...accounts: World[]) => undone(session(own, ...accounts), () => rowsOf(view))
  const [mine, none, foreign] = [await seen(own), await seen(), await seen(otherTenant)]
  const tenantsOwn = new Set([own.tenantId, own.tenant.slug as string])
  const all = union(...Object.values(customers).map((world) => world.identifiers())).difference(
    tenantsOwn
  )
  const control = { rows: holding(mine, own.identifiers()) }
  const found = (against: string, rows: string[], identifiers: Set<string>): Attempt => ({
    table: `portal.${view.name}`,
    role: 'portal',
    verb: 'select',
    against,
    attack: { rows: holding(rows, identifiers) },
    control,
  })
  const others = (world: World) => world.identifiers().difference(own.identifiers())
  return [
    found('other account', mine, others(otherAccount)),
    found('other tenant', mine, others(otherTenant)),
    found('internal rows of the own account', mine, internal(hidden)),
    found('held invoices of the own account', mine, invoices(held)),
    found('a session without an account', none, all),
    found('a session with an account of another tenant', foreign, all),
    ...(await writeThrough(view, own)),
  ]
}

/** Not what a customer may know of them, the ticket and its participants, but what stays inside. */
function internal(world: World): Set<string> {
  return new Set(
    ['ticket_messages', 'documents', 'files'].map((name) => world.rows.get(name)!.id as string)
  )
}

/** Of an invoice that was not sent neither the row nor its files may be seen. */
const invoices = (world: World) => new Set([world.rows.get('documents')!.id as string])

async function rowsOf(view: View): Promise<string[]> {
  const rows = await sql<{ text: string }>(
    `select to_jsonb(seen)::text as text from portal.${quoted(view.name)} seen`
  )
  return rows.map((row) => row.text)
}

const holding = (rows: string[], identifiers: Set<string>) =>
  rows.filter((text) => [...identifiers].some((identifier) => text.includes(identifier))).length

const union = (...sets: Set<string>[]) =>
  sets.reduce((sum, set) => sum.union(set), new Set<string>())

/** The portal only reads: what it writes goes through verbs, as the staff's role. */
function writeThrough(view: View, own: World): Promise<Attempt[]> {
  const [name, column] = [`portal.${quoted(view.name)}`, quoted(view.columns[0])]
  const statements = {
    insert: `insert into ${name} default values`,
    update: `update ${name} set ${column} = ${column}`,
    delete: `delete from ${name}`,
  }
  return undone(session(own, own), async () => {
    const attempts: Attempt[] = []
    for (const verb of view.writable) {
      attempts.push({
        table: `portal.${view.name}`,
        role: 'portal',
        verb,
        against: 'any row',
        attack: await attempt(statements[verb]),
        control: null,
      })
    }
    return attempts
  })
}

/** The tables themselves, past the views: not even the own rows may be reached there. */
export function attackAsPortal(
  table: Table,
  own: World,
  others: { otherAccount: World; otherTenant: World }
): Promise<Attempt[]> {
  return undone(session(own, own), async () => {
    const attempts: Attempt[] = []
    for (const [against, world] of Object.entries({
      'own account': own,
      'other account': others.otherAccount,
      'other tenant': others.otherTenant,
    })) {
      const row = world.rows.get(table.name)!
      const statements = {
        select: read(table, row),
        insert: write(table, row),
        update: touch(table, table.columns[0].name, row),
        delete: erase(table, row),
      }
      for (const [verb, statement] of Object.entries(statements)) {
        attempts.push({
          table: table.name,
          role: 'portal',
          verb,
          against,
          attack: await attempt(...statement),
          control: null,
        })
      }
    }
    return attempts
  })
}
