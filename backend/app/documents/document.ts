import { conflict, notFound, refused } from '#core/errors'
import { record } from '#core/events'
import { changed, sql } from '#core/sql'
import type { DocumentEvent } from '#documents/document_events'

export interface DocumentRow {
  id: string
  kind: 'invoice' | 'cancellation'
  number: string | null
  company_id: string
  account_id: string
  billing_month: string | null
  issued_at: Date | null
  held_at: Date | null
  version: number
}

/**
 * Finds a document by its number, or by its id while it has none. Numbers are unique within a company only.
 * @throws document_number_ambiguous where two companies of the tenant used the same one
 */
export async function findDocument(reference: string): Promise<DocumentRow> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(reference)
  const rows = await sql<DocumentRow>(
    `select id, kind, number, company_id, account_id, billing_month, issued_at, held_at, version
     from documents where number = ? or id = ?::uuid`,
    [reference, isId ? reference : null]
  )
  if (rows.length === 0) throw notFound()
  if (rows.length > 1) throw conflict('document_number_ambiguous', { number: reference })
  return rows[0]
}

/** A held draft is not issued, a held invoice is not sent, until it is released. */
export async function holdDocument(document: DocumentRow): Promise<void> {
  if (
    !(await changed('update documents set held_at = app.now() where id = ? and held_at is null', [
      document.id,
    ]))
  )
    return
  await recordDocument('document.held', document)
}

export async function releaseDocument(document: DocumentRow): Promise<void> {
  if (
    !(await changed('update documents set held_at = null where id = ? and held_at is not null', [
      document.id,
    ]))
  )
    return
  await recordDocument('document.released', document)
}

/** Deletes a draft; the time and items on it are free again. @throws document_frozen once it is issued */
export async function deleteDraft(document: DocumentRow): Promise<void> {
  if (!(await changed('delete from documents where id = ? and issued_at is null', [document.id]))) {
    throw conflict('document_frozen')
  }
  await recordDocument('document.deleted', document)
}

/** Only free invoices are written by hand: a month's lines follow from contracts, time and devices. */
export function requireEditable(document: DocumentRow, version: number): void {
  if (document.issued_at) throw conflict('document_frozen')
  if (document.billing_month) throw refused('document_of_month')
  if (document.version !== version) throw conflict('version_mismatch')
}

function recordDocument(
  type: DocumentEvent,
  { id, account_id, number }: DocumentRow
): Promise<string> {
  return record({
    type,
    subject: { type: 'document', id },
    accountId: account_id,
    payload: { number },
  })
}
