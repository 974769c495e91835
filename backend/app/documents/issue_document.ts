import { checkInvoice, type Invoice } from '@kontor/einvoice'
import { DateTime } from 'luxon'
import { conflict, notFound, refused } from '#core/errors'
import { record } from '#core/events'
import { changed, sql } from '#core/sql'
import { loadDraft } from '#documents/document_rows'
import { invoiceContent } from '#documents/invoice_content'
import { requireMonthOver } from '#charges/month_end'
import { documentDate, lockRange, takeNumber } from '#documents/number_range'
import { loadParties } from '#documents/parties'
import { timeAnnex, type ChargeExplanation } from '#charges/time_annex'

interface DocumentState {
  company_id: string
  debtor_account_id: string
  account_id: string
  billing_month: string | null
  issued_at: Date | null
  held_at: Date | null
  version: number
}

const STATE =
  'select company_id, account_id, debtor_account_id, billing_month, issued_at, held_at, version from documents where id = ?'

/**
 * Issues a draft: number, date and the complete content, frozen from then on by the database. Everything is read before
 * the number range is locked, so that the lock is short.
 * @param wished 'YYYY-MM-DD', today if left out
 * @throws month_not_over, document_issued, document_held, document_negative, invoice_… for the first thing the law misses,
 *   and the refusals of documentDate
 */
export async function issueDocument(id: string, wished?: string): Promise<string> {
  const [before] = await sql<DocumentState>(STATE, [id])
  if (!before) throw notFound()
  requireIssuable(before)
  if (before.billing_month) await requireMonthOver(before.billing_month.slice(0, 7))
  const draft = await loadDraft(id)
  const served = draft.lines.map((line) => line.servedAccountId)
  const parties = await loadParties([
    ...new Set([draft.accountId, draft.debtorAccountId, ...served]),
  ])
  const charges = await sql<{ explanation: ChargeExplanation }>(
    'select explanation from charges where document_id = ? order by id',
    [id]
  )
  const warnings = charges.flatMap(({ explanation }) => explanation.warnings)
  if (warnings.some(({ code }) => code === 'po_reference_missing'))
    throw refused('po_reference_missing')
  if (draft.totals.gross < 0) throw refused('document_negative')
  const times = await timeAnnex(
    charges.map(({ explanation }) => explanation),
    parties.accounts.get(draft.accountId)!.language
  )

  const range = await lockRange(before.company_id)
  const [now] = await sql<DocumentState>(`${STATE} for update`, [id])
  if (!now) throw notFound()
  requireIssuable(now)
  if (now.version !== before.version) throw conflict('version_mismatch')
  const date = await documentDate(before.company_id, range, wished)
  const company = parties.companies.get(before.company_id)!
  const paymentDays =
    parties.accounts.get(before.debtor_account_id)!.paymentDays ?? company.paymentDays
  const dueOn = DateTime.fromISO(date).plus({ days: paymentDays }).toISODate()!
  const contentFor = (number: string) =>
    invoiceContent(draft, parties, { number, date, paymentDays, dueOn }, times)
  const [problem] = checkInvoice(contentFor('1'))
  if (problem) throw refused(`invoice_${problem.code}`)
  const number = await takeNumber(range, date)
  await freeze(id, contentFor(number))
  await record({
    type: 'document.issued',
    subject: { type: 'document', id },
    accountId: before.account_id,
    payload: { number },
  })
  return number
}

function requireIssuable({ issued_at, held_at }: DocumentState): void {
  if (issued_at) throw conflict('document_issued')
  if (held_at) throw refused('document_held')
}

/** The hash is that of the content as PostgreSQL prints it, so that one SQL expression can prove it at any time. */
export async function freeze(id: string, content: Invoice): Promise<void> {
  await changed(
    `with frozen as (select ?::jsonb as content)
     update documents set number = ?, document_date = ?, due_on = ?, issued_at = app.now(), content = frozen.content,
       content_hash = sha256(convert_to(frozen.content::text, 'UTF8'))
     from frozen where id = ?`,
    [JSON.stringify(content), content.number, content.issueDate, content.dueDate, id]
  )
}
