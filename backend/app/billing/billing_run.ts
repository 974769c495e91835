import db from '@adonisjs/lucid/services/db'
import { record } from '#core/events'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { DateTime } from 'luxon'
import type { Charge } from '#charges/charge_shapes'
import { insertDraft } from '#documents/document_rows'
import { requireMonthOver } from '#charges/month_end'
import { runDocuments, type RunDocument } from '#billing/run_documents'

export interface RunRow extends RunDocument {
  /** The draft that stands for it; null before the month is drafted. */
  documentId: string | null
  heldAt: Date | null
  /** What the account was billed for the month before, minor units. */
  previousNet: number
}

/**
 * What the month would bring, computed from the facts as they are; writes nothing.
 * @param month 'YYYY-MM'
 */
export async function previewRun(
  month: string,
  accountId: string | null = null
): Promise<RunRow[]> {
  const documents = await runDocuments(month, accountId)
  const drafts = await draftsOf(month)
  const previous = await previousNets(month)
  return documents.map((document) => {
    const owner = ownerOf(document.company.id, document.account.id)
    const draft = drafts.get(owner)
    return {
      ...document,
      documentId: draft?.id ?? null,
      heldAt: draft?.held_at ?? null,
      previousNet: previous.get(owner) ?? 0,
    }
  })
}

/**
 * Writes the month's drafts in the place of those that are there. Repetition doubles nothing: what an issued document
 * bills never comes again, and a document that was held stays held.
 * @throws month_not_over
 */
export async function draftRun(month: string): Promise<{ drafted: number }> {
  await requireMonthOver(month)
  await sql(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [
    `billing run ${tenancy.tenantId()}`,
  ])
  // Whoever is issuing one of them right now is awaited, so that what follows sees it as issued.
  await sql('select id from documents where billing_month = ? and issued_at is null for update', [
    `${month}-01`,
  ])
  const before = await draftsOf(month)
  const documents = await runDocuments(month)
  await changed('delete from documents where billing_month = ? and issued_at is null', [
    `${month}-01`,
  ])
  let drafted = 0
  for (const { company, account, draft, charges } of documents) {
    if (!draft) continue
    const heldAt = before.get(ownerOf(company.id, account.id))?.held_at ?? null
    const { id, lineIds } = await insertDraft(draft, `${month}-01`, heldAt)
    await insertCharges(id, lineIds, charges)
    drafted++
  }
  await claimFacts(month)
  await record({
    type: 'billing_run.drafted',
    subject: { type: 'billing_run', id: tenancy.tenantId() },
    payload: { month, documents: drafted },
  })
  return { drafted }
}

async function insertCharges(
  documentId: string,
  lineIds: string[],
  charges: Charge[]
): Promise<void> {
  const rows: { id: string; key: string }[] = await db
    .table('charges')
    .returning(['id', 'key'])
    .multiInsert(
      charges.map((charge, index) => ({
        key: charge.key,
        account_id: charge.accountId,
        contract_id: charge.contractId,
        contract_line_id: charge.contractLineId,
        document_id: documentId,
        document_line_id: lineIds[index],
        net: charge.net,
        explanation: JSON.stringify({
          notes: charge.explanation,
          warnings: charge.warnings,
          coverage: charge.coverage,
        }),
      }))
    )
  const ids = new Map(rows.map(({ id, key }) => [key, id]))
  const facts = charges.flatMap(({ key, facts: own }) =>
    own.map(({ type, id }) => ({ charge_id: ids.get(key)!, fact_type: type, fact_id: id }))
  )
  if (facts.length > 0) await db.table('charge_facts').multiInsert(facts)
}

const CLAIM = `set charge_id = f.charge_id
  from charge_facts f
  join charges c on c.tenant_id = f.tenant_id and c.id = f.charge_id
  join documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
  where f.tenant_id = t.tenant_id and f.fact_id = t.id and f.fact_type = ?
    and d.billing_month = ?::date and d.issued_at is null`

/** Time and items that stand on a draft are locked: who wants to change them deletes the draft first. */
async function claimFacts(month: string): Promise<void> {
  await changed(`update time_entries t ${CLAIM}`, ['time_entry', `${month}-01`])
  await changed(`update ticket_items t ${CLAIM}`, ['ticket_item', `${month}-01`])
}

const ownerOf = (companyId: string, accountId: string) => `${companyId} ${accountId}`

async function draftsOf(month: string): Promise<Map<string, { id: string; held_at: Date | null }>> {
  const rows = await sql<{
    id: string
    company_id: string
    account_id: string
    held_at: Date | null
  }>(
    'select id, company_id, account_id, held_at from documents where billing_month = ? and issued_at is null',
    [`${month}-01`]
  )
  return new Map(rows.map((row) => [ownerOf(row.company_id, row.account_id), row]))
}

/** Net of the documents issued for the month before, cancellations taken off, minor units. */
export async function netOfMonthBefore(month: string): Promise<number> {
  const nets = await previousNets(month)
  return [...nets.values()].reduce((sum, net) => sum + net, 0)
}

async function previousNets(month: string): Promise<Map<string, number>> {
  const before = DateTime.fromISO(`${month}-01`).minus({ months: 1 }).toISODate()!
  const rows = await sql<{ company_id: string; account_id: string; net: number }>(
    `select company_id, account_id, sum(net)::bigint as net from documents
     where billing_month = ? and issued_at is not null group by company_id, account_id`,
    [before]
  )
  return new Map(rows.map((row) => [ownerOf(row.company_id, row.account_id), row.net]))
}
