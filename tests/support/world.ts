import { randomBytes, randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { type Binding, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { type Column, type Table, quoted } from './catalogue.js'
import { candidates } from './world_candidates.js'
import { HINTS } from './world_hints.js'

export type Row = Record<string, unknown>

type Hints = typeof HINTS

/** Over all worlds, because two may belong to the same tenant; beyond what the product counts there itself. */
let counter = 500_000

/**
 * One row of every table, made from what the catalogue says, all of them belonging together: one account, its site,
 * its ticket, that ticket's message … So a new table is attacked without writing anything for it.
 * Rows are made where they are asked for, parents first, inside the running unit of work of the tenant.
 */
export class World {
  /** Every text that the generator makes up holds it, so that a leaked row is recognised wherever it appears. */
  readonly marker = `w${randomBytes(4).toString('hex')}`
  readonly rows = new Map<string, Row>()
  private making: string[] = []

  constructor(
    readonly tenant: Row,
    private tables: Table[],
    private hints: Hints = {}
  ) {
    this.rows.set('tenants', tenant)
  }

  get tenantId() {
    return this.tenant.id as string
  }

  /** The row of this world in the table; made now if it is not there yet. */
  async row(name: string): Promise<Row> {
    return this.rows.get(name) ?? this.make(name)
  }

  /** Makes a row, with what is given and everything else made up. The first one of a table is this world's row. */
  async make(name: string, given: Row = {}): Promise<Row> {
    const table = this.tables.find((each) => each.name === name)!
    const existing = !table.app.insert && !table.identity.insert
    const row = existing
      ? await this.written(table)
      : await this.insert(table, await this.values(table, given))
    if (!this.rows.has(name)) this.rows.set(name, row)
    return row
  }

  /** Values for every column that needs one, parents made. `given` wins over hints, hints win over the catalogue. */
  async values(table: Table, given: Row = {}): Promise<Row> {
    this.making.push(table.name)
    const values: Row = {}
    for (const [name, hint] of Object.entries({
      ...HINTS[table.name],
      ...this.hints[table.name],
    })) {
      if (!(name in given)) values[name] = typeof hint === 'function' ? await hint(this) : hint
    }
    Object.assign(values, given)
    for (const key of table.foreignKeys) await this.pointToParent(table, key, values)
    for (const column of table.columns) {
      if (column.required && !column.hasDefault && !column.generated && !(column.name in values)) {
        values[column.name] = await this.value(table, column)
      }
    }
    this.making.pop()
    return values
  }

  private async pointToParent(
    table: Table,
    key: Table['foreignKeys'][number],
    values: Row
  ): Promise<void> {
    const column = (name: string) => table.columns.find((each) => each.name === name)!
    // tenant_id comes from the context by its default, as it does in the product.
    const own = key.columns.filter((name) => !(name === 'tenant_id' && column(name).hasDefault))
    const open = own.filter((name) => !(name in values))
    if (open.length === 0) return
    const optional = open.every((name) => !column(name).required)
    const target = (name: string) => key.targetColumns[key.columns.indexOf(name)]
    const leaveOut = () => open.forEach((name) => (values[name] = null))
    if (this.making.includes(key.target)) {
      if (!optional)
        throw new Error(
          `${table.name}.${open} needs a row of ${key.target}, which is being made for it: break the circle by a nullable column or a hint.`
        )
      return leaveOut()
    }
    const fixed = own.filter((name) => name in values)
    let parent = await this.row(key.target)
    if (fixed.some((name) => parent[target(name)] !== values[name])) {
      if (optional) return leaveOut()
      parent = await this.make(
        key.target,
        Object.fromEntries(fixed.map((name) => [target(name), values[name]]))
      )
    }
    for (const name of open) values[name] = parent[target(name)]
  }

  private async value(table: Table, column: Column): Promise<unknown> {
    const number = ++counter
    const isUnique = table.uniqueColumns.includes(column.name)
    const checks = table.checks.filter(
      (check) => check.columns.length === 1 && check.columns[0] === column.name
    )
    const offered = candidates(column.type, { marker: this.marker, number, isUnique, checks })
    if (offered.length === 0) {
      throw new Error(
        `The row generator knows no value of type ${column.type} for ${table.name}.${column.name}: teach tests/support/world_candidates.ts.`
      )
    }
    if (checks.length === 0) return offered[0]
    // PostgreSQL itself says which value its checks accept.
    const accepted = await sql<{ rank: number }>(
      `select candidate_rank::int as rank from unnest(?::${column.type}[]) with ordinality as offered (${quoted(column.name)}, candidate_rank)
       where ${checks
         .map((check) => `(${check.expression})`)
         .join(' and ')
         .replaceAll('?', '\\?')} order by candidate_rank`,
      [offered as Binding[]]
    )
    const values = accepted.map(({ rank }) => offered[rank - 1])
    if (values.length === 0) {
      throw new Error(
        `The row generator cannot fill ${table.name}.${column.name}: none of its values satisfies ${checks.map((check) => check.expression).join(' and ')}. Give it one in tests/support/world_hints.ts.`
      )
    }
    const own = values.find((value) => String(value).includes(this.marker))
    return own ?? (isUnique ? await this.unusedOf(table, column, values) : values[0])
  }

  /** Of a short list of words, one that the tenant has not used up. */
  private async unusedOf(table: Table, column: Column, words: unknown[]): Promise<unknown> {
    if (!table.app.select) return words[0]
    const used = await sql<{ word: unknown }>(
      `select ${quoted(column.name)} as word from ${quoted(table.name)}`
    )
    return words.find((word) => !used.some((row) => row.word === word)) ?? words[0]
  }

  private async insert(table: Table, values: Row): Promise<Row> {
    const names = Object.keys(values)
    const given = `(${names.map(quoted).join(', ')}) values (${names.map(() => '?').join(', ')})`
    const text = `insert into ${quoted(table.name)} ${names.length === 0 ? 'default values' : given} returning *`
    try {
      const [row] = await sql<Row>(
        text,
        Object.values(values) as Binding[],
        table.app.insert ? undefined : 'identity'
      )
      return row
    } catch (error) {
      throw new Error(
        `The row generator cannot make a row of ${table.name}: ${(error as Error).message}. Give it a hint in tests/support/world_hints.ts.`,
        { cause: error }
      )
    }
  }

  /** What only triggers write (the audit log): the last row that making the others has left. */
  private async written(table: Table): Promise<Row> {
    const order = table.primaryKey.map((name) => `${quoted(name)} desc`).join(', ')
    const [row] = await sql<Row>(`select * from ${quoted(table.name)} order by ${order} limit 1`)
    if (!row)
      throw new Error(
        `Nobody may insert into ${table.name} and no trigger has written to it: the suite cannot attack it without a row.`
      )
    return row
  }

  /** Ids and marker: whatever holds one of them comes from this world. */
  identifiers(): Set<string> {
    const uuids = [...this.rows.values()].flatMap((row) => Object.values(row)).filter(isUuid)
    return new Set([this.marker, ...uuids, this.tenant.slug as string])
  }
}

const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** A tenant without the defaults that the product gives a new one, so that the generator meets every table empty. */
export async function createEmptyTenant(): Promise<Row> {
  const slug = `w${randomUUID().slice(0, 8)}`
  return db.connection('owner').transaction(async (transaction) => {
    await transaction.rawQuery('set local role kontor_migrator')
    const { rows } = await transaction.rawQuery(
      `insert into public.tenants (slug, name, country) values (?, ?, 'DE') returning *`,
      [slug, `Tenant ${slug}`]
    )
    return rows[0]
  })
}

/** Works as kontor_app inside the world's tenant. */
export function inTenant<T>(world: World, work: () => Promise<T>): Promise<T> {
  return tenancy.run(
    { tenantId: world.tenantId, actor: { kind: 'system', id: 'isolation', name: 'isolation' } },
    work
  )
}

/** Makes the world's rows: those of the tenant in one unit of work, then those that only the sign-in may write. */
export async function fill(world: World, tables: Table[]): Promise<World> {
  const mine = tables.filter((table) => table.app.select && table.name !== 'tenants')
  await inTenant(world, async () => {
    for (const table of [...mine].sort((a, b) => Number(b.app.insert) - Number(a.app.insert)))
      await world.row(table.name)
  })
  for (const table of tables)
    if (table.identity.insert) await inTenant(world, () => world.row(table.name))
  return world
}
