import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import type { DocumentDraft, DocumentLine } from '#documents/document_shapes'
import { documentTotals, type TaxCase } from '#charges/vat'
import { categoryOf } from '#documents/document_line'

/** Writes a draft and returns its id and those of its lines, in order. @param month first day of the month it bills, null for a free one */
export async function insertDraft(
  draft: DocumentDraft,
  month: string | null,
  heldAt: Date | null = null
): Promise<{ id: string; lineIds: string[] }> {
  const [document] = await db
    .table('documents')
    .returning('id')
    .insert({
      company_id: draft.companyId,
      kind: 'invoice',
      account_id: draft.accountId,
      debtor_account_id: draft.debtorAccountId,
      billing_month: month,
      held_at: heldAt,
      ...headingColumns(draft),
    })
  return { id: document.id, lineIds: await insertLines(document.id, draft.lines) }
}

/** The columns that follow from the lines or may be edited while the document is a draft. */
export function headingColumns({
  supplyFrom,
  supplyTo,
  subject,
  poReference,
  totals,
}: DocumentDraft) {
  return {
    supply_from: supplyFrom,
    supply_to: supplyTo,
    subject,
    po_reference: poReference,
    net: totals.net,
    vat: totals.tax,
    gross: totals.gross,
  }
}

export async function insertLines(documentId: string, lines: DocumentLine[]): Promise<string[]> {
  const rows: { id: string; position: number }[] = await db
    .table('document_lines')
    .returning(['id', 'position'])
    .multiInsert(
      lines.map((line, index) => ({
        document_id: documentId,
        position: index + 1,
        item_id: line.itemId,
        served_account_id: line.servedAccountId,
        served_site_id: line.servedSiteId,
        description: line.description,
        quantity: line.quantity,
        unit: line.unit,
        unit_price: line.unitPrice,
        net: line.net,
        tax_case: line.taxCase,
        vat_rate: line.vatRate,
        revenue_account: line.revenueAccount,
        period_from: line.periodFrom,
        period_to: line.periodTo,
        po_reference: line.poReference,
        cost_centre: line.costCentre,
      }))
    )
  return rows.toSorted((one, other) => one.position - other.position).map(({ id }) => id)
}

/** Reads a document of any state back into the shape it was drafted in. */
export async function loadDraft(documentId: string): Promise<DocumentDraft> {
  const [heading] = await sql<Omit<DocumentDraft, 'lines' | 'totals'>>(
    `select d.company_id as "companyId", d.account_id as "accountId", d.debtor_account_id as "debtorAccountId", d.subject,
            d.po_reference as "poReference", d.supply_from as "supplyFrom", d.supply_to as "supplyTo",
            (select case when count(distinct k.number) = 1 then min(k.number)::text end
             from charges c join contracts k on k.tenant_id = c.tenant_id and k.id = c.contract_id
             where c.document_id = d.id) as "contractReference"
     from documents d where d.id = ?`,
    [documentId]
  )
  const lines = await sql<DocumentLine & { taxCase: TaxCase }>(
    `select item_id as "itemId", served_account_id as "servedAccountId", served_site_id as "servedSiteId", description,
            quantity, unit, unit_price as "unitPrice", net, tax_case as "taxCase", vat_rate as "vatRate",
            revenue_account as "revenueAccount", period_from as "periodFrom", period_to as "periodTo",
            po_reference as "poReference", cost_centre as "costCentre"
     from document_lines where document_id = ? order by position`,
    [documentId]
  )
  const totals = documentTotals(
    lines.map(({ taxCase, vatRate, net }) => ({
      taxCase,
      category: categoryOf(taxCase),
      rate: vatRate,
      net,
    }))
  )
  return { ...heading, lines, totals }
}
