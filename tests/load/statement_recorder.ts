import pg from 'pg'

export interface Statement {
  text: string
  values: unknown[]
  rows: Record<string, unknown>[]
}

/** Every statement that the given login sends, in order, with its bindings and what it returned. */
export function recordStatements(login: string): Statement[] {
  const statements: Statement[] = []
  const send = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown
  function record(this: pg.Client, query: unknown, ...rest: unknown[]) {
    const done = rest.at(-1)
    const { text, values = [] } = query as { text?: string; values?: unknown[] }
    if (this.user !== login || !text || typeof done !== 'function')
      return send.call(this, query, ...rest)
    return send.call(this, query, (error: unknown, result: { rows: Record<string, unknown>[] }) => {
      statements.push({ text, values, rows: result?.rows ?? [] })
      done(error, result)
    })
  }
  pg.Client.prototype.query = record as never
  return statements
}
