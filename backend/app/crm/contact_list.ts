import db from '@adonisjs/lucid/services/db'
import type { Infer } from '@vinejs/vine/types'
import { pageOf, paginate, type Sorts } from '#core/pages'
import { search } from '#core/search'
import { contactListRow, type ListedContact } from '#crm/contact_transformer'
import type { listContacts } from '#crm/contact_validator'

export type ContactQuery = Infer<typeof listContacts>

const SORTS: Sorts<'name' | 'newest'> = {
  name: [
    { column: 'c.family_name', direction: 'asc', type: 'text' },
    { column: 'c.given_name', direction: 'asc', nulls: 'last', type: 'text' },
    { column: 'c.id', direction: 'asc', type: 'uuid' },
  ],
  newest: [
    { column: 'c.created_at', direction: 'desc', type: 'timestamptz' },
    { column: 'c.id', direction: 'desc', type: 'uuid' },
  ],
}

/** The cursor's values; a time as text, because a Date would cut its microseconds and the next page would skip rows. */
const KEYS = {
  name: (row: ListedContact) => [row.family_name, row.given_name, row.id],
  newest: (row: ListedContact) => [row.created_key, row.id],
}

/** One page of contacts with addresses, phones and customers, in one query. */
export async function findContacts(query: ContactQuery) {
  const size = query.limit ?? 50
  const sort = query.sort ?? 'name'
  const contacts = listed().whereNull('c.merged_into')
  if (query.archived) contacts.whereNotNull('c.archived_at')
  else contacts.whereNull('c.archived_at')
  if (query.account) {
    const account = db.from('accounts').where('number', query.account).select('id')
    contacts.whereIn(
      'c.id',
      db.from('account_contacts').whereIn('account_id', account).select('contact_id')
    )
  }
  if (query.q) {
    const hits = await search({
      question: query.q,
      kinds: ['contact'],
      hiddenQueueIds: [],
      limit: 200,
    })
    contacts.whereIn(
      'c.id',
      hits.map((hit) => hit.entityId)
    )
  }
  paginate(contacts, SORTS[sort], query.after, size)
  return pageOf((await contacts) as ListedContact[], size, KEYS[sort])
}

/** The people of one customer, the primary one first. */
export async function contactsOf(accountId: string) {
  const rows = await listed()
    .join('account_contacts as l', 'l.contact_id', 'c.id')
    .leftJoin('portal_accesses as p', (join) =>
      join.on('p.contact_id', 'c.id').andOn('p.account_id', 'l.account_id')
    )
    .where('l.account_id', accountId)
    .whereNull('c.archived_at')
    .whereNull('c.merged_into')
    .select('l.is_primary', 'p.role as portal_role')
    .orderByRaw('l.is_primary desc, c.family_name, c.given_name, c.id')
    .limit(200)
  return (
    rows as (ListedContact & { is_primary: boolean; portal_role: 'user' | 'manager' | null })[]
  ).map((row) => ({
    ...contactListRow(row),
    isPrimary: row.is_primary,
    portalRole: row.portal_role,
  }))
}

function listed() {
  return db
    .from('contacts as c')
    .select(
      'c.id',
      'c.salutation',
      'c.title',
      'c.given_name',
      'c.family_name',
      'c.position',
      'c.archived_at',
      'c.version'
    )
    .select(db.raw('c.created_at::text as created_key'))
    .select(
      db.raw(
        'array(select email from contact_emails e where e.contact_id = c.id order by e.position) as emails'
      )
    )
    .select(
      db.raw(`(select coalesce(jsonb_agg(jsonb_build_object('number', p.number, 'kind', p.kind) order by p.position), '[]')
        from contact_phones p where p.contact_id = c.id) as phones`)
    )
    .select(
      db.raw(`(select coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'name', a.name, 'isPrimary', l.is_primary) order by l.is_primary desc, a.name), '[]')
        from account_contacts l join accounts a on a.id = l.account_id where l.contact_id = c.id) as accounts`)
    )
}
