import db from '@adonisjs/lucid/services/db'
import type { Consumer } from '#core/consumers'
import type { RecordedEvent } from '#core/events'
import { indexDocument, removeDocument, SEARCH_KINDS, type SearchKind } from '#core/search'
import { sql } from '#core/sql'
import { documentOf } from '#search/search_projection'

/** Keeps the search index beside the rows. Reads the row, so the order and number of deliveries make no difference. */
export const searchConsumer: Consumer = {
  name: 'search',
  listens: SEARCH_KINDS.map((kind) => `${kind}.*`),
  once: false,
  bulk: true,
  async handle(event) {
    // A run over many rows speaks of the tenant.
    if (!isSearchable(event.subjectType)) return
    await project(event.subjectType, event.subjectId)
    if (event.subjectType === 'account' && namesChanged(event))
      await projectDependants(event.subjectId)
  },
}

function isSearchable(type: string): type is SearchKind {
  return (SEARCH_KINDS as readonly string[]).includes(type)
}

/**
 * The lock makes two events of one row take turns: the later one then reads what the earlier one could not yet see,
 * and an old state cannot overwrite a new one.
 */
export async function project(kind: SearchKind, id: string): Promise<void> {
  await sql('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`search:${kind}:${id}`])
  const document = await documentOf(kind, id)
  if (document) await indexDocument(document)
  else await removeDocument(kind, id)
}

const namesChanged = (event: RecordedEvent) =>
  ((event.payload.changed as string[] | undefined) ?? []).includes('name')

/** The customer's name stands in the second line of everything that is its own. */
async function projectDependants(accountId: string): Promise<void> {
  const found = await db
    .from('search_documents')
    .where('account_id', accountId)
    .whereNot('kind', 'account')
    .select('kind', 'entity_id')
  for (const { kind, entity_id: id } of found) await project(kind, id)
}
