import db from '@adonisjs/lucid/services/db'
import { pageOf, paginate, type SortColumn } from '#core/pages'

export type DocumentState = 'draft' | 'issued' | 'unsent'

export interface DocumentFilter {
  state: DocumentState
  accountNumber?: number
  /** 'YYYY-MM' */
  month?: string
  number?: string
  after?: string
  limit: number
}

export interface ListedDocument {
  id: string
  kind: 'invoice' | 'cancellation'
  number: string | null
  subject: string
  accountNumber: number
  accountName: string
  documentDate: string | null
  dueOn: string | null
  billingMonth: string | null
  net: number
  vat: number
  gross: number
  heldAt: Date | null
  sentAt: Date | null
  exportedAt: Date | null
  createdAt: Date
  cancelledBy: string | null
  cancels: string | null
  mailState: string | null
  deliveryDueAt: Date | null
}

/** Issued documents by date, drafts by age: newest first. */
const NEWEST_ISSUED: SortColumn[] = [
  { column: 'd.document_date', direction: 'desc', type: 'date' },
  { column: 'd.id', direction: 'desc', type: 'uuid' },
]
const NEWEST_DRAFT: SortColumn[] = [{ column: 'd.id', direction: 'desc', type: 'uuid' }]

export async function listDocuments(
  filter: DocumentFilter
): Promise<{ rows: ListedDocument[]; next: string | null }> {
  const isDraft = filter.state === 'draft'
  const query = listQuery()
  if (isDraft) query.whereNull('d.issued_at')
  else query.whereNotNull('d.document_date')
  if (filter.state === 'unsent')
    query.whereNull('d.sent_at').where('d.kind', 'invoice').whereNull('s.id')
  if (filter.accountNumber) query.where('a.number', filter.accountNumber)
  if (filter.month) query.where('d.billing_month', `${filter.month}-01`)
  if (filter.number) query.where('d.number', filter.number)
  paginate(query, isDraft ? NEWEST_DRAFT : NEWEST_ISSUED, filter.after, filter.limit)
  const rows: ListedDocument[] = await query
  return pageOf(rows, filter.limit, (row) => (isDraft ? [row.id] : [row.documentDate, row.id]))
}

/** A document as lists and its own page show it: with what happened to it since it was issued. */
export function listQuery() {
  return db
    .from('documents as d')
    .join('accounts as a', (join) =>
      join.on('a.tenant_id', 'd.tenant_id').andOn('a.id', 'd.account_id')
    )
    .leftJoin('documents as s', (join) =>
      join.on('s.tenant_id', 'd.tenant_id').andOn('s.cancels_id', 'd.id')
    )
    .leftJoin('documents as o', (join) =>
      join.on('o.tenant_id', 'd.tenant_id').andOn('o.id', 'd.cancels_id')
    )
    .select(
      'd.id',
      'd.kind',
      'd.number',
      'd.subject',
      'd.net',
      'd.vat',
      'd.gross',
      'a.number as accountNumber',
      'a.name as accountName',
      'd.document_date as documentDate',
      'd.due_on as dueOn',
      'd.billing_month as billingMonth',
      'd.held_at as heldAt',
      'd.sent_at as sentAt',
      'd.exported_at as exportedAt',
      'd.created_at as createdAt',
      's.number as cancelledBy',
      'o.number as cancels',
      db.raw(`(select case when m.bounced_at is null then m.state else 'bounced' end from document_deliveries v join outbound_mails m on m.tenant_id = v.tenant_id and m.id = v.mail_id
               where v.tenant_id = d.tenant_id and v.document_id = d.id order by v.position desc limit 1) as "mailState"`),
      db.raw(
        `(select t.due_at from timers t where t.tenant_id = d.tenant_id and t.key = 'document:' || d.id || ':delivery') as "deliveryDueAt"`
      )
    )
}
