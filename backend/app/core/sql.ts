import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'

export type Binding = string | number | bigint | boolean | Date | Buffer | null | Binding[]

type Connection = 'relay' | 'identity'

/**
 * Runs SQL with bindings (`?`) in the running transaction, or on one of the two logins beside it, and returns the rows.
 * The text is a literal: nothing that came from outside is ever put into it.
 */
export async function sql<Row>(
  text: string,
  bindings: Binding[] = [],
  on?: Connection | TransactionClientContract
): Promise<Row[]> {
  return (await execute(text, bindings, on)).rows as Row[]
}

/** The same for statements of which only the number of touched rows matters. */
export async function changed(
  text: string,
  bindings: Binding[] = [],
  on?: Connection | TransactionClientContract
): Promise<number> {
  return (await execute(text, bindings, on)).rowCount
}

function execute(
  text: string,
  bindings: Binding[],
  on?: Connection | TransactionClientContract
): Promise<{ rows: unknown[]; rowCount: number }> {
  const client = typeof on === 'object' ? on : on ? db.connection(on) : db
  // Lucid's type leaves out null, which PostgreSQL and knex both take.
  return client.rawQuery(text, bindings as string[])
}
