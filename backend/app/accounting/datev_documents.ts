import type { BookableDocument, BookableGroup } from '@kontor/datev/booking_rows'
import type { Debtor } from '@kontor/datev/debtors'
import { nextNumber } from '#core/numbers'
import { changed, sql } from '#core/sql'

/** An issued document with what its booking needs; amounts of a cancellation are turned to those of its invoice. */
export interface ExportedDocument extends BookableDocument {
  id: string
  debtorAccountId: string
  /** Handed over by an earlier run. */
  isRepeated: boolean
}

type DocumentRow = Omit<ExportedDocument, 'groups' | 'debtorNumber'> & { debtorNumber: number }

/** The company's documents of the period, by date and number, locked so that no other run hands them over at the same time. */
export async function exportedDocuments(
  companyId: string,
  from: string,
  to: string
): Promise<ExportedDocument[]> {
  await giveDebtorNumbers(companyId, from, to)
  const rows = await sql<DocumentRow>(
    `select d.id, d.number, d.kind, o.number as "originalNumber", d.document_date as date, d.due_on as "dueDate",
            d.debtor_account_id as "debtorAccountId", a.debtor_number as "debtorNumber", d.content #>> '{buyer,name}' as "accountName",
            d.subject, d.content #>> '{buyer,vatId}' as "customerVatId", d.content #>> '{buyer,address,country}' as "customerCountry",
            abs(d.gross) as gross, d.exported_at is not null as "isRepeated"
     from documents d
     join accounts a on a.tenant_id = d.tenant_id and a.id = d.debtor_account_id
     left join documents o on o.tenant_id = d.tenant_id and o.id = d.cancels_id
     where d.company_id = ? and d.document_date between ?::date and ?::date
     order by d.document_date, d.number for update of d`,
    [companyId, from, to]
  )
  const groups = await sql<BookableGroup & { documentId: string }>(
    `select l.document_id as "documentId", l.revenue_account::text as "revenueAccount", true as automatic,
            l.tax_case as "taxCase", l.vat_rate::text as "vatRate", l.cost_centre as "costCentre1",
            sum(case d.kind when 'cancellation' then -l.net else l.net end)::bigint as net
     from document_lines l join documents d on d.tenant_id = l.tenant_id and d.id = l.document_id
     where d.company_id = ? and d.document_date between ?::date and ?::date
     group by 1, 2, 3, 4, 5, 6 order by 1, 2, 4, 5, 6`,
    [companyId, from, to]
  )
  const byDocument = Map.groupBy(groups, ({ documentId }) => documentId)
  return rows.map((row) => ({
    ...row,
    dueDate: row.dueDate ?? undefined,
    originalNumber: row.originalNumber ?? undefined,
    customerVatId: row.customerVatId ?? undefined,
    groups: (byDocument.get(row.id) ?? []).map(({ documentId: _, ...group }) => ({
      ...group,
      costCentre1: group.costCentre1 ? bookableCostCentre(group.costCentre1) : undefined,
    })),
  }))
}

/** KOST1 takes letters, digits, blanks and underscores; what an order form adds to them is left out. */
const bookableCostCentre = (text: string) =>
  text
    .replace(/[^\w ]/g, ' ')
    .trim()
    .slice(0, 36)

/** Master data of those who pay. */
export async function debtorsOf(accountIds: string[]): Promise<Debtor[]> {
  const rows = await sql<Debtor & { kind: Debtor['kind']; customerNumber: string }>(
    `select a.debtor_number as "debtorNumber", case a.kind when 'consumer' then 'unspecified' else 'company' end as kind,
            a.name, a.number::text as "customerNumber", a.vat_id as "vatId", a.tax_number as "taxNumber",
            d.street, d.postcode, d.city, coalesce(d.country, 'DE') as country, a.phone, a.website, a.language,
            a.payment_days as "dueDays",
            (select r.email from invoice_recipients r where r.account_id = a.id and r.kind = 'to' order by r.email limit 1) as email
     from accounts a
     left join account_addresses d on d.tenant_id = a.tenant_id and d.account_id = a.id and d.purpose = 'main'
     where a.id = any(?::uuid[]) order by a.debtor_number`,
    [accountIds]
  )
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).filter(([, value]) => value !== null)
      ) as unknown as Debtor
  )
}

/** Who was never booked before gets a number of the range now, in the order of the customer numbers. */
async function giveDebtorNumbers(companyId: string, from: string, to: string): Promise<void> {
  const missing = await sql<{ id: string }>(
    `select distinct a.id, a.number from documents d
     join accounts a on a.tenant_id = d.tenant_id and a.id = d.debtor_account_id
     where d.company_id = ? and d.document_date between ?::date and ?::date and a.debtor_number is null order by a.number`,
    [companyId, from, to]
  )
  for (const { id } of missing) {
    await changed('update accounts set debtor_number = ? where id = ?', [
      await nextNumber('debtor'),
      id,
    ])
  }
}
