import { sql } from '#core/sql'
import type { CsvCells } from '#crm/csv_response'

const SIZE = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** A page of contacts as the cells of CONTACT_COLUMNS, by id; of several customers the primary one. */
export async function contactCells(
  after: string | null
): Promise<{ rows: CsvCells[]; last: string }> {
  const rows = await sql<CsvCells & { id: string }>(
    `select c.id, f.number as "accountNumber", f.name as "accountName", c.salutation, c.title, c.given_name as "givenName",
            c.family_name as "familyName", c.position, c.language, c.note,
            (select string_agg(email, ', ' order by position) from contact_emails e where e.contact_id = c.id) as emails,
            p.work as phone, p.mobile, p.private as "privatePhone"
     from contacts c
     left join lateral (
       select a.number, a.name from account_contacts l join accounts a on a.id = l.account_id
       where l.contact_id = c.id order by l.is_primary desc, a.number limit 1) f on true
     left join lateral (
       select string_agg(number, ', ' order by position) filter (where kind = 'work') as work,
              string_agg(number, ', ' order by position) filter (where kind = 'mobile') as mobile,
              string_agg(number, ', ' order by position) filter (where kind = 'private') as private
       from contact_phones p where p.contact_id = c.id) p on true
     where c.archived_at is null and c.merged_into is null and c.id > ?::uuid
     order by c.id limit ?`,
    [after ?? FIRST, SIZE]
  )
  return { rows, last: rows.at(-1)?.id ?? '' }
}
