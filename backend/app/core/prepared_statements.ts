import type { Client } from 'pg'

/** A statement that was sent this often is prepared from then on; what is asked once is not worth keeping. */
const OFTEN = 5

/** As many are prepared at most, for the memory of each connection's server process. */
const MOST_PREPARED = 200
const MOST_COUNTED = 2000

const uses = new Map<string, number>()
const names = new Map<string, string>()

/**
 * Makes a new connection prepare the statements that are sent often, as JDBC drivers do: PostgreSQL then plans them
 * once per connection and not each time, which for a list under row-level security is most of its work.
 * A plan made for another role or search path is not used: PostgreSQL looks at both.
 */
export function prepareOftenSent(connection: Client): void {
  const send = connection.query.bind(connection) as (...args: unknown[]) => unknown
  const query = (statement: unknown, ...rest: unknown[]) => send(named(statement), ...rest)
  connection.query = query as Client['query']
}

function named(statement: unknown): unknown {
  if (typeof statement !== 'object' || statement === null) return statement
  const { text, values, name } = statement as { text?: string; values?: unknown[]; name?: string }
  if (!text || name || !values?.length) return statement
  const known = names.get(text) ?? nameWhenOften(text)
  return known ? { ...statement, name: known } : statement
}

function nameWhenOften(text: string): string | undefined {
  if (names.size >= MOST_PREPARED || returnsAll(text)) return undefined
  const count = (uses.get(text) ?? 0) + 1
  // Lists of varying length make ever new texts: forgetting the counts now and then keeps them from piling up.
  if (uses.size >= MOST_COUNTED) uses.clear()
  uses.set(text, count)
  if (count < OFTEN) return undefined
  uses.delete(text)
  const name = `often_${names.size}`
  names.set(text, name)
  return name
}

/** `select *` has other columns after a migration, and PostgreSQL refuses a prepared statement whose result changed. */
const returnsAll = (text: string) => /(^|[\s.,])\*/.test(text.replaceAll('(*)', ''))
