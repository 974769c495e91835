import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { pageOf, paginate, type Sorts } from '#core/pages'
import { search } from '#core/search'
import type { ListedAccount } from '#crm/account_transformer'
import type { listAccounts } from '#crm/account_validator'

export type AccountQuery = Infer<typeof listAccounts>

const SORTS: Sorts<'name' | 'number' | 'newest'> = {
  name: [
    { column: 'accounts.name', direction: 'asc', type: 'text' },
    { column: 'accounts.id', direction: 'asc', type: 'uuid' },
  ],
  number: [{ column: 'accounts.number', direction: 'asc', type: 'bigint' }],
  newest: [
    { column: 'accounts.created_at', direction: 'desc', type: 'timestamptz' },
    { column: 'accounts.id', direction: 'desc', type: 'uuid' },
  ],
}

/** The cursor's values; a time as text, because a Date would cut its microseconds and the next page would skip rows. */
const KEYS = {
  name: (row: ListedAccount) => [row.name, row.id],
  number: (row: ListedAccount) => [row.number],
  newest: (row: ListedAccount) => [row.created_key, row.id],
}

/** One page of accounts with what the list shows, in one query. */
export async function findAccounts(query: AccountQuery, hiddenQueueIds: string[]) {
  const size = query.limit ?? 50
  const sort = query.sort ?? 'name'
  const accounts = db
    .from('accounts')
    .leftJoin('account_addresses as a', (join) =>
      join.on('a.account_id', 'accounts.id').andOnVal('a.purpose', 'main')
    )
    .select(
      'accounts.id',
      'accounts.number',
      'accounts.name',
      'accounts.kind',
      'accounts.phone',
      'accounts.archived_at',
      'a.city'
    )
    .select(db.raw('accounts.created_at::text as created_key'))
    .select(
      db.raw(
        `(select count(*) from tickets t where t.account_id = accounts.id and t.category in ('new', 'open', 'pending')
          and t.merged_into is null and t.queue_id <> all (?::uuid[])) as open_tickets`,
        [hiddenQueueIds]
      )
    )
  await narrow(accounts, query)
  paginate(accounts, SORTS[sort], query.after, size)
  return pageOf((await accounts) as ListedAccount[], size, KEYS[sort])
}

/** The filters of the list, which are those of its export. */
async function narrow(accounts: ReturnType<typeof db.from>, query: AccountQuery): Promise<void> {
  accounts.whereNull('accounts.merged_into')
  if (query.archived) accounts.whereNotNull('accounts.archived_at')
  else accounts.whereNull('accounts.archived_at')
  if (query.kind) accounts.where('accounts.kind', query.kind)
  if (query.q) {
    const hits = await search({
      question: query.q,
      kinds: ['account'],
      hiddenQueueIds: [],
      limit: 200,
    })
    accounts.whereIn(
      'accounts.id',
      hits.map((hit) => hit.entityId)
    )
  }
}
