import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import { listInvoices } from '#portal/portal_validator'

const PAGE = 30
const NEWEST: SortColumn[] = [
  { column: 'document_date', direction: 'desc', type: 'date' },
  { column: 'id', direction: 'desc', type: 'uuid' },
]

const HAS_PDF = `exists (select from portal.document_files f where f.document_id = d.id and f.kind = 'pdf') as has_pdf`

interface InvoiceRow {
  id: string
  kind: 'invoice' | 'cancellation'
  number: string
  document_date: string
  due_on: string | null
  subject: string
  gross: number
  currency: string
  cancelled: boolean
  has_pdf: boolean
}

export default class PortalInvoicesController {
  async index({ request, portalAbility }: HttpContext) {
    const { after, limit = PAGE } = await request.validateUsing(listInvoices, {
      data: request.qs(),
    })
    authorize(portalAbility, 'read', 'Invoice')
    const query = db.from('portal.documents as d').select('*', db.raw(HAS_PDF))
    paginate(query, NEWEST, after, limit)
    const { rows, next } = pageOf<InvoiceRow>(await query, limit, (row) => [
      row.document_date,
      row.id,
    ])
    return { data: rows.map(invoiceRow), meta: { next } }
  }
}

const invoiceRow = (row: InvoiceRow) => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  date: row.document_date,
  dueOn: row.due_on,
  subject: row.subject,
  gross: row.gross,
  currency: row.currency,
  cancelled: row.cancelled,
  /** false for the moment between issuing and the PDF's making */
  hasPdf: row.has_pdf,
})
