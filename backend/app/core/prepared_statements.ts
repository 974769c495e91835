import type { Client } from 'pg'

/** A statement that was sent this often is prepared from then on; what is asked once is not worth keeping. */
const OFTEN = 5

/** As many are prepared at most, for the memory of each connection's server process. */
const MOST_PREPARED = 200
const MOST_COUNTED = 2000

/**
 * Makes the connections of a pool prepare the statements that are sent often, as JDBC drivers do: PostgreSQL then plans
 * them once per connection and not each time, which for a list under row-level security is most of its work.
 * A plan made for another role or search path is not used: PostgreSQL looks at both.
 */
export class OftenSent {
  private uses = new Map<string, number>()
  private names = new Map<string, string>()

  watch(connection: Client): void {
    const send = connection.query.bind(connection) as (...args: unknown[]) => unknown
    const query = (statement: unknown, ...rest: unknown[]) => send(this.named(statement), ...rest)
    connection.query = query as Client['query']
  }

  private named(statement: unknown): unknown {
    if (typeof statement !== 'object' || statement === null) return statement
    const { text, values, name } = statement as { text?: string; values?: unknown[]; name?: string }
    if (!text || name || !values?.length) return statement
    const known = this.names.get(text) ?? this.nameWhenOften(text)
    return known ? { ...statement, name: known } : statement
  }

  private nameWhenOften(text: string): string | undefined {
    if (this.names.size >= MOST_PREPARED || returnsAll(text)) return undefined
    const count = (this.uses.get(text) ?? 0) + 1
    // Lists of varying length make ever new texts: forgetting the counts now and then keeps them from piling up.
    if (this.uses.size >= MOST_COUNTED) this.uses.clear()
    this.uses.set(text, count)
    if (count < OFTEN) return undefined
    this.uses.delete(text)
    const name = `often_${this.names.size}`
    this.names.set(text, name)
    return name
  }
}

/** `select *` has other columns after a migration, and PostgreSQL refuses a prepared statement whose result changed. */
const returnsAll = (text: string) => /(^|[\s.,])\*/.test(text.replaceAll('(*)', ''))
