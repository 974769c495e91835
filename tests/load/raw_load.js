import pg from 'pg'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Runs recorded transactions, statement by statement, on a connection for each client. */
export async function rawLoad(url, transactions, clients, firstNumber) {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const connection = new pg.Client(url)
      await connection.connect()
      return connection
    })
  )
  let number = firstNumber
  const perform = async (index, client) => {
    await replay(connections[client], transactions[index % transactions.length], number++)
  }
  return { perform, close: () => Promise.all(connections.map((connection) => connection.end())) }
}

/** What the database made up last time (ids) it makes up anew; the ticket's number is given anew. */
async function replay(connection, { statements, number: recorded }, number) {
  const anew = new Map()
  const renewed = (value) => {
    if (typeof value === 'string') return value.replaceAll(UUID, (id) => anew.get(id) ?? id)
    return Array.isArray(value) ? value.map(renewed) : value === recorded ? number : value
  }
  for (const { text, values, rows } of statements) {
    const result = await connection.query({ text, values: values.map(renewed) })
    for (const [position, row] of rows.entries()) {
      for (const [column, value] of Object.entries(row)) {
        if (isUuid(value)) anew.set(value, result.rows[position]?.[column] ?? value)
      }
    }
  }
}

const isUuid = (value) =>
  typeof value === 'string' && value.length === 36 && value.split('-').length === 5
