import { type Table, quoted } from './catalogue.js'
import type { Row } from './world.js'

/** SQL with `?`, and what stands for them. */
export type Statement = [text: string, bindings: unknown[]]

export const whole = (table: Table) => `public.${quoted(table.name)}`

function where(table: Table, row: Row): Statement {
  return [
    `where ${table.primaryKey.map((name) => `${quoted(name)} = ?`).join(' and ')}`,
    table.primaryKey.map((name) => row[name]),
  ]
}

export function read(table: Table, row: Row): Statement {
  const [condition, bindings] = where(table, row)
  return [`select 1 from ${whole(table)} ${condition}`, bindings]
}

export function write(table: Table, values: Row): Statement {
  const names = Object.keys(values)
  return [
    `insert into ${whole(table)} (${names.map(quoted).join(', ')}) values (${names.map(() => '?').join(', ')})`,
    Object.values(values),
  ]
}

export function touch(table: Table, column: string, row: Row): Statement {
  const [condition, bindings] = where(table, row)
  return [`update ${whole(table)} set ${quoted(column)} = ${quoted(column)} ${condition}`, bindings]
}

export function change(table: Table, column: string, value: unknown, row: Row): Statement {
  const [condition, bindings] = where(table, row)
  return [`update ${whole(table)} set ${quoted(column)} = ? ${condition}`, [value, ...bindings]]
}

export function erase(table: Table, row: Row): Statement {
  const [condition, bindings] = where(table, row)
  return [`delete from ${whole(table)} ${condition}`, bindings]
}
