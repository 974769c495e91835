import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { type Binding, changed } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { type ForeignKey, type Table, tenantColumn } from './catalogue.js'
import { type Statement, change, erase, read, touch, whole, write } from './statements.js'
import { type Row, World } from './world.js'
import { FOREIGN_KEY_HINTS } from './world_hints.js'

/** How a statement ended: with so many rows, or refused by PostgreSQL with an SQLSTATE. */
export type Outcome = { rows: number } | { refused: string; message: string }

export interface Attempt {
  table: string
  role: 'app' | 'portal' | 'no tenant' | 'login'
  verb: string
  against: string
  attack: Outcome
  /** The same statement with own ids; null where the role has not been granted the verb at all. */
  control: Outcome | null
}

/** Only these count: an attack that fails for another reason has met no protection. */
export function isLeak({ verb, attack }: Attempt): boolean {
  if ('rows' in attack) return attack.rows > 0
  return (
    attack.refused !== '42501' && !(verb.startsWith('foreign key') && attack.refused === '23503')
  )
}

/** An attack that also fails with own ids proves nothing. */
export function lacksControl({ control }: Attempt): boolean {
  return control !== null && !('rows' in control && control.rows > 0)
}

class Undo extends Error {}

/** A unit of work whose rows are all undone at the end. */
export async function undone<T>(
  context: tenancy.TenancyContext,
  work: () => Promise<T>
): Promise<T> {
  let result: T
  try {
    await tenancy.run(context, async () => {
      result = await work()
      throw new Undo()
    })
  } catch (error) {
    if (!(error instanceof Undo)) throw error
  }
  return result!
}

/** Tries a statement and undoes it. */
export async function attempt(text: string, bindings: unknown[] = []): Promise<Outcome> {
  let rows = 0
  try {
    await tenancy.savepoint(async () => {
      rows = await changed(text, bindings as Binding[])
      throw new Undo()
    })
  } catch (error) {
    if (error instanceof Undo) return { rows }
    const { code, message } = error as Error & { code?: string }
    if (!code) throw error
    return { refused: code, message }
  }
  throw new Error('unreachable: a savepoint that is undone throws')
}

export const attacker = { kind: 'system', id: 'attacker', name: 'attacker' } as const

/** Tables of no tenant that every tenant reads. */
export const FACTS_FOR_EVERYONE = ['vat_rates']

/** Every verb and every foreign key of one table, as kontor_app of `own`'s tenant, against the rows of `foreign`'s. */
export async function attackAsApp(
  table: Table,
  tables: Table[],
  own: World,
  foreign: World
): Promise<Attempt[]> {
  return undone({ tenantId: own.tenantId, actor: attacker }, async () => {
    const against = { table: table.name, role: 'app', against: 'other tenant' } as const
    const writable = table.app.insert && table.name !== 'tenants'
    // Rows of their own for every control, because those of the world take the unique places and are referred to.
    const fresh = new World(own.tenant, tables)
    const others = new World(own.tenant, tables)
    const values = writable
      ? { tenant_id: own.tenantId, ...(await fresh.values(table)) }
      : withoutGenerated(table, own)
    const spare =
      writable && table.app.delete
        ? await new World(own.tenant, tables).row(table.name)
        : own.rows.get(table.name)!
    const foreignRow = foreign.rows.get(table.name)!
    const attempts: Attempt[] = []
    const tryBoth = async (verb: string, granted: boolean, attack: Statement, control: Statement) =>
      attempts.push({
        ...against,
        verb,
        attack: await attempt(...attack),
        control: granted ? await attempt(...control) : null,
      })

    const { select, insert, delete: remove, updatable } = table.app
    if (!FACTS_FOR_EVERYONE.includes(table.name)) {
      await tryBoth(
        'select',
        select,
        read(table, foreignRow),
        read(table, own.rows.get(table.name)!)
      )
    }
    await tryBoth(
      'insert',
      insert,
      write(table, withoutGenerated(table, foreign)),
      write(table, values)
    )
    const column = columnToTouch(table)
    await tryBoth(
      'update',
      updatable.length > 0,
      touch(table, column, foreignRow),
      touch(table, column, own.rows.get(table.name)!)
    )
    const owner = tenantColumn(table)
    if (owner) {
      const move = (to: unknown): Statement => change(table, owner, to, own.rows.get(table.name)!)
      await tryBoth('move', updatable.includes(owner), move(foreign.tenantId), move(own.tenantId))
    }
    await tryBoth('delete', remove, erase(table, foreignRow), erase(table, spare))
    for (const key of table.foreignKeys.filter(({ target }) => isOfTenant(tables, target))) {
      const pointing = async (world: World): Promise<Statement> => {
        const given = {
          ...FOREIGN_KEY_HINTS[`${table.name}.${key.columns.at(-1)}`],
          ...reference(key, world),
        }
        return write(table, writable ? await fresh.values(table, given) : { ...values, ...given })
      }
      if (insert) await others.row(key.target)
      await tryBoth(
        `foreign key ${shown(key)}`,
        insert,
        await pointing(foreign),
        await pointing(insert ? others : own)
      )
    }
    return attempts
  })
}

/** The first row of a table, asked for by a unit of work that names no tenant, and by the login that took no role. */
export async function attackWithoutTenant(table: Table, own: World): Promise<Attempt[]> {
  const statement = `select 1 from ${whole(table)} limit 1`
  const inside = (tenantId: string) =>
    undone({ tenantId, actor: attacker }, () => attempt(statement))
  const asked = { table: table.name, verb: 'select', against: 'any row' }
  const login = await db
    .connection('app')
    .rawQuery(statement)
    .then(
      ({ rowCount }) => ({ rows: rowCount as number }),
      (error) => ({ refused: error.code, message: error.message })
    )
  if (FACTS_FOR_EVERYONE.includes(table.name))
    return [{ ...asked, role: 'login', attack: login, control: null }]
  return [
    { ...asked, role: 'login', attack: login, control: null },
    {
      ...asked,
      role: 'no tenant',
      attack: await inside(''),
      control: table.app.select ? await inside(own.tenantId) : null,
    },
  ]
}

/** One that kontor_app may update if there is any, and rather not a key. */
function columnToTouch({ columns, primaryKey, app }: Table): string {
  const open = columns.filter((column) => !column.generated).map((column) => column.name)
  return [app.updatable.filter((name) => !primaryKey.includes(name)), app.updatable, open]
    .flat()
    .find((name) => open.includes(name))!
}

const isOfTenant = (tables: Table[], name: string) =>
  name !== 'tenants' && tables.some((table) => table.name === name && tenantColumn(table))

const shown = (key: ForeignKey) => key.columns.filter((name) => name !== 'tenant_id').join(', ')

function reference(key: ForeignKey, world: World): Row {
  const parent = world.rows.get(key.target)!
  return Object.fromEntries(
    key.columns.flatMap((name, index) =>
      name === 'tenant_id' ? [] : [[name, parent[key.targetColumns[index]]]]
    )
  )
}

/** The world's row as it could be inserted again, under a new id. */
function withoutGenerated(table: Table, world: World): Row {
  const row = world.rows.get(table.name)!
  const kept = table.columns
    .filter((column) => !column.generated)
    .map((column) => [column.name, row[column.name]])
  return {
    ...Object.fromEntries(kept),
    ...('id' in row &&
      typeof row.id === 'string' &&
      table.name !== 'tenants' && { id: randomUUID() }),
  }
}
