import type { DateTime } from 'luxon'
import { DomainError } from '#core/errors'
import { sql } from '#core/sql'
import type { DocumentRow } from '#documents/document'
import { deliverDocument } from '#documents/document_delivery'
import { issueDocument } from '#documents/issue_document'
import { requireMonthOver } from '#charges/month_end'
import { lockRange } from '#documents/number_range'

/** Why one document of many was left out; the others went through. */
export interface Refusal {
  documentId: string
  accountName: string
  code: string
  params: Record<string, string | number>
}

interface RunMember extends DocumentRow {
  accountName: string
}

const MEMBERS = `select d.id, d.kind, d.number, d.company_id, d.account_id, d.billing_month, d.issued_at, d.held_at, d.version,
    a.name as "accountName"
  from documents d join accounts a on a.tenant_id = d.tenant_id and a.id = d.account_id
  where d.billing_month = ?::date and (?::uuid[] is null or d.id = any(?::uuid[]))`
const BY_NUMBER_AND_NAME = 'order by d.number nulls first, a.name, a.number'

/** The drafts of the month that are not held, or those of them that were chosen. */
export function issuableDrafts(month: string, chosen: string[] | null): Promise<RunMember[]> {
  return sql<RunMember>(
    `${MEMBERS} and d.issued_at is null and d.held_at is null ${BY_NUMBER_AND_NAME}`,
    [`${month}-01`, chosen, chosen]
  )
}

/** What was issued for the month and is still to be sent: not held, not sent, not cancelled. */
export function deliverableDocuments(month: string, chosen: string[] | null): Promise<RunMember[]> {
  return sql<RunMember>(
    `${MEMBERS} and d.issued_at is not null and d.held_at is null and d.sent_at is null and d.kind = 'invoice'
     and not exists (select from documents o where o.tenant_id = d.tenant_id and o.cancels_id = d.id) ${BY_NUMBER_AND_NAME}`,
    [`${month}-01`, chosen, chosen]
  )
}

/** Issues in the order of the customers' names. One that is refused keeps nobody else back. @throws month_not_over */
export async function issueRun(month: string, chosen: string[] | null, date?: string) {
  await requireMonthOver(month)
  const drafts = await issuableDrafts(month, chosen)
  const companies = new Set(drafts.map((draft) => draft.company_id))
  for (const companyId of [...companies].toSorted()) await lockRange(companyId)
  return each(drafts, (draft) => issueDocument(draft.id, date))
}

export async function deliverRun(month: string, chosen: string[] | null, at?: DateTime) {
  return each(await deliverableDocuments(month, chosen), (document) =>
    deliverDocument(document, at)
  )
}

/** Refusals are decided before anything is written, so the transaction stays whole behind one. */
async function each<Result>(
  documents: RunMember[],
  act: (document: RunMember) => Promise<Result>
): Promise<{ done: Result[]; refused: Refusal[] }> {
  const done: Result[] = []
  const refused: Refusal[] = []
  for (const document of documents) {
    try {
      done.push(await act(document))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const { code, params } = error
      refused.push({ documentId: document.id, accountName: document.accountName, code, params })
    }
  }
  return { done, refused }
}
