import { sql } from '#core/sql'
import type { CsvCells } from '#crm/csv_response'

const SIZE = 500

/** A page of accounts as the cells of ACCOUNT_COLUMNS, by number. */
export async function accountCells(
  after: string | null
): Promise<{ rows: CsvCells[]; last: string }> {
  const rows = await sql<CsvCells>(
    `select a.number, a.name, a.kind, m.addition, m.street, m.postcode, m.city, m.country, a.phone, a.website,
            (select string_agg(domain, ', ' order by domain) from account_domains d where d.account_id = a.id) as domains,
            (select string_agg(email, ', ' order by email) from invoice_recipients r where r.account_id = a.id and r.kind = 'to') as recipients,
            a.vat_id as "vatId", a.tax_number as "taxNumber", a.debtor_number as "debtorNumber", a.payment_days as "paymentDays",
            a.buyer_reference as "buyerReference", a.language, a.customer_since as "customerSince", a.note
     from accounts a left join account_addresses m on m.account_id = a.id and m.purpose = 'main'
     where a.archived_at is null and a.merged_into is null and a.number > ?::bigint
     order by a.number limit ?`,
    [after ?? '0', SIZE]
  )
  return { rows, last: String(rows.at(-1)?.number ?? '') }
}
