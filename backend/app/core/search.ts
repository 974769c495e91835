import { changed, sql } from '#core/sql'

export const SEARCH_KINDS = [
  'account',
  'contact',
  'site',
  'ticket',
  'asset',
  'contract',
  'document',
] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** What can be found of one row of the tenant. */
export interface SearchDocument {
  kind: SearchKind
  entityId: string
  accountId: string | null
  /** of a ticket: a restricted queue hides it */
  queueId: string | null
  /** the number that people say; an exact match comes first */
  number: string | null
  title: string
  subtitle: string | null
  /** further words it is found by, in any spelling; title, subtitle and number need not be repeated */
  words: (string | null)[]
}

export interface SearchQuestion {
  question: string
  /** what the person may read; an empty list finds nothing */
  kinds: readonly SearchKind[]
  /** restricted queues that do not name this person */
  hiddenQueueIds: string[]
  /** at most 200 */
  limit: number
}

export interface SearchHit {
  kind: SearchKind
  entityId: string
  accountId: string | null
  number: string | null
  title: string
  subtitle: string | null
}

/**
 * Finds documents of the running tenant in which every word of the question begins a word. An exact number comes
 * first, then titles that begin with the question, then what changed last. Case, accents and ä/ae make no difference.
 */
export async function search({
  question,
  kinds,
  hiddenQueueIds,
  limit,
}: SearchQuestion): Promise<SearchHit[]> {
  return sql<SearchHit>(
    `select kind, entity_id as "entityId", account_id as "accountId", number, title, subtitle
     from app.search(?, ?::text[], ?::uuid[], ?)`,
    [question, [...kinds], hiddenQueueIds, limit]
  )
}

/** Puts a document into the index, or replaces it. Doing it twice is the same as once. */
export async function indexDocument(document: SearchDocument): Promise<void> {
  const text = [document.title, document.number, document.subtitle, ...document.words]
    .filter(Boolean)
    .join(' ')
  await sql(
    `insert into search_documents (kind, entity_id, account_id, queue_id, number, title, subtitle, text)
     values (?, ?, ?, ?, ?, ?, ?, app.search_text(?))
     on conflict (tenant_id, kind, entity_id) do update
       set account_id = excluded.account_id, queue_id = excluded.queue_id, number = excluded.number, title = excluded.title,
           subtitle = excluded.subtitle, text = excluded.text, updated_at = app.now()`,
    [
      document.kind,
      document.entityId,
      document.accountId,
      document.queueId,
      document.number,
      document.title,
      document.subtitle,
      text,
    ]
  )
}

/** Takes a document out of the index; none there is fine. */
export async function removeDocument(kind: SearchKind, entityId: string): Promise<void> {
  await changed('delete from search_documents where kind = ? and entity_id = ?', [kind, entityId])
}
