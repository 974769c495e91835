import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'

export interface SubjectTitle {
  id: string
  number: string | null
  /** null: the row is gone */
  title: string | null
}

/** How a person calls the row behind an event; `?` are the ids. */
const TITLES: Record<string, string> = {
  account:
    'select id, number::text as number, name as title from accounts where id = any (?::uuid[])',
  contact: `select id, null as number, concat_ws(' ', given_name, family_name) as title from contacts where id = any (?::uuid[])`,
  site: 'select id, null as number, name as title from sites where id = any (?::uuid[])',
  ticket:
    'select id, number::text as number, subject as title from tickets where id = any (?::uuid[])',
  contract:
    'select id, number::text as number, name as title from contracts where id = any (?::uuid[])',
  document: 'select id, number, subject as title from documents where id = any (?::uuid[])',
  asset: 'select id, number::text as number, name as title from assets where id = any (?::uuid[])',
  time_entry: `select e.id, t.number::text as number, coalesce(nullif(e.customer_text, ''), t.subject) as title
    from time_entries e left join tickets t on t.id = e.ticket_id where e.id = any (?::uuid[])`,
}

/** Numbers and titles of the subjects of a page, one query for each kind on it; a kind without any has none. */
export async function subjectTitles(
  events: { subject_type: string; subject_id: string }[]
): Promise<Map<string, SubjectTitle>> {
  const titles = new Map<string, SubjectTitle>()
  for (const [type, some] of Map.groupBy(events, (event) => event.subject_type)) {
    if (!TITLES[type]) continue
    const ids = [...new Set(some.map((event) => event.subject_id))]
    for (const row of await sql<SubjectTitle>(TITLES[type], [ids])) titles.set(row.id, row)
  }
  return titles
}

/** Names behind `member:<id>` and `contact:<id>`; a part of the system has none. */
export async function actorNames(actors: string[]): Promise<Map<string, string>> {
  const ids = (kind: string) =>
    [...new Set(actors)]
      .filter((actor) => actor.startsWith(`${kind}:`))
      .map((actor) => actor.slice(kind.length + 1))
  const members = await db.from('members').whereIn('id', ids('member')).select('id', 'name')
  const contacts = await db
    .from('contacts')
    .whereIn('id', ids('contact'))
    .select('id', 'given_name', 'family_name')
  return new Map([
    ...members.map((row): [string, string] => [`member:${row.id}`, row.name]),
    ...contacts.map((row): [string, string] => [
      `contact:${row.id}`,
      [row.given_name, row.family_name].filter(Boolean).join(' '),
    ]),
  ])
}
