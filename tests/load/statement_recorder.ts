import db from '@adonisjs/lucid/services/db'

export interface Statement {
  text: string
  values: unknown[]
  rows: Record<string, unknown>[]
}

interface Sent {
  __knexQueryUid: string
  sql: string
  bindings?: unknown[]
}

/** Every statement sent for a tenant from now on, in order, with its bindings and what it returned. */
export function recordStatements(): Statement[] {
  const statements: Statement[] = []
  const sent = new Map<string, Statement>()
  const client = db.connection('app').getWriteClient()
  client.on('query', ({ __knexQueryUid: id, sql, bindings = [] }: Sent) => {
    const statement = { text: sql, values: bindings, rows: [] }
    sent.set(id, statement)
    statements.push(statement)
  })
  client.on('query-response', (response, { __knexQueryUid: id }: Sent) => {
    const rows = Array.isArray(response) ? response : response?.rows
    if (rows) sent.get(id)!.rows = rows
    sent.delete(id)
  })
  return statements
}
