import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { SearchDocument, SearchKind } from '#core/search'
import { sql } from '#core/sql'

type Row = Omit<SearchDocument, 'kind'> & { phones: string[] | null }

/** One row as what can be found of it. `?` is its id; the columns have the names of SearchDocument. */
const PROJECTIONS: Record<SearchKind, string> = {
  account: `
    select a.id as "entityId", a.id as "accountId", null as "queueId", a.number::text as number, a.name as title, m.city as subtitle,
           array[a.debtor_number::text, a.vat_id, m.street, m.postcode]
             || array(select domain from account_domains d where d.account_id = a.id) as words,
           array[a.phone] as phones
    from accounts a left join account_addresses m on m.account_id = a.id and m.purpose = 'main'
    where a.id = ? and a.merged_into is null`,
  contact: `
    select c.id as "entityId", f.id as "accountId", null as "queueId", null as number,
           concat_ws(' ', c.given_name, c.family_name) as title, f.name as subtitle,
           array[c.family_name, c.position] || array(select email from contact_emails e where e.contact_id = c.id)
             || array(select a.name from account_contacts l join accounts a on a.id = l.account_id where l.contact_id = c.id) as words,
           array(select number from contact_phones p where p.contact_id = c.id) as phones
    from contacts c left join lateral (
      select a.id, a.name from account_contacts l join accounts a on a.id = l.account_id
      where l.contact_id = c.id order by l.is_primary desc, a.number limit 1) f on true
    where c.id = ? and c.merged_into is null`,
  site: `
    select s.id as "entityId", s.account_id as "accountId", null as "queueId", null as number, s.name as title, a.name as subtitle,
           array[s.street, s.postcode, s.city] as words, array[s.phone] as phones
    from sites s join accounts a on a.id = s.account_id where s.id = ?`,
  ticket: `
    select t.id as "entityId", t.account_id as "accountId", t.queue_id as "queueId", t.number::text as number, t.subject as title,
           coalesce(a.name, t.requester_email) as subtitle,
           array[concat_ws(' ', c.given_name, c.family_name), t.requester_email]
             || array(select tag from ticket_tags g where g.ticket_id = t.id) as words, null::text[] as phones
    from tickets t left join accounts a on a.id = t.account_id left join contacts c on c.id = t.contact_id
    where t.id = ? and t.merged_into is null`,
  asset: `
    select d.id as "entityId", f.id as "accountId", null as "queueId", d.number::text as number, d.name as title, f.name as subtitle,
           array[d.serial_number, d.manufacturer, d.model] as words, null::text[] as phones
    from assets d left join lateral (
      select a.id, a.name from asset_assignments l join accounts a on a.id = l.account_id
      where l.asset_id = d.id order by l.valid_from desc limit 1) f on true
    where d.id = ?`,
  contract: `
    select c.id as "entityId", c.account_id as "accountId", null as "queueId", c.number::text as number, c.name as title, a.name as subtitle,
           array[c.po_reference, c.cost_centre] as words, null::text[] as phones
    from contracts c join accounts a on a.id = c.account_id where c.id = ?`,
  document: `
    select d.id as "entityId", d.account_id as "accountId", null as "queueId", d.number, coalesce(d.number, d.subject) as title,
           a.name as subtitle, array[d.subject, d.po_reference] as words, null::text[] as phones
    from documents d join accounts a on a.id = d.account_id where d.id = ?`,
}

/** Reads the row and makes its document; null if it is gone, or was merged into another. */
export async function documentOf(kind: SearchKind, id: string): Promise<SearchDocument | null> {
  const [row] = await sql<Row>(PROJECTIONS[kind], [id])
  if (!row) return null
  const { phones, ...document } = row
  return { kind, ...document, words: [...row.words, ...(phones ?? []).flatMap(spellings)] }
}

/** +49431560123 is looked for as 0431 560123, as 0431560123 and as 49431560123. */
function spellings(phone: string | null): string[] {
  if (!phone) return []
  const national = parsePhoneNumberFromString(phone)?.formatNational() ?? ''
  return [phone, national, national.replace(/\D/g, '')]
}
