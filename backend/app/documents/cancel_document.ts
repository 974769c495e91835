import type { Invoice } from '@kontor/einvoice'
import { Decimal } from 'decimal.js'
import { conflict, notFound, refused } from '#core/errors'
import { record } from '#core/events'
import { changed, sql } from '#core/sql'
import * as timers from '#core/timers'
import { deliveryTimer } from '#documents/document_delivery'
import { freeze } from '#documents/issue_document'
import { documentDate, lockRange, takeNumber } from '#documents/number_range'

interface Original {
  id: string
  kind: 'invoice' | 'cancellation'
  company_id: string
  account_id: string
  number: string | null
  content: Invoice | null
  cancelled: boolean
}

const ORIGINAL = `select id, kind, company_id, account_id, number, content,
  exists (select from documents c where c.cancels_id = d.id) as cancelled from documents d where id = ?`

/**
 * Issues a Stornorechnung: the mirror of the document it takes back, with a number and a date of its own. What was billed
 * becomes free and may be billed again.
 * @throws document_not_issued, document_is_cancellation, document_cancelled, and the refusals of documentDate
 */
export async function cancelDocument(id: string): Promise<{ id: string; number: string }> {
  const [found] = await sql<Original>(ORIGINAL, [id])
  if (!found) throw notFound()
  const range = await lockRange(found.company_id)
  await sql('select id from documents where id = ? for update', [id])
  const [original] = await sql<Original>(ORIGINAL, [id])
  if (!original.content || !original.number) throw refused('document_not_issued')
  if (original.kind === 'cancellation') throw refused('document_is_cancellation')
  if (original.cancelled) throw conflict('document_cancelled')
  const date = await documentDate(original.company_id, range)
  const cancellationId = await insertMirror(id)
  const number = await takeNumber(range, date)
  await freeze(cancellationId, mirrored(original.content, number, date))
  await releaseCharges(id)
  await timers.clear(deliveryTimer(id))
  await record({
    type: 'document.issued',
    subject: { type: 'document', id: cancellationId },
    accountId: original.account_id,
    payload: { number },
  })
  await record({
    type: 'document.cancelled',
    subject: { type: 'document', id },
    accountId: original.account_id,
    payload: { number: original.number, cancelledBy: number },
  })
  return { id: cancellationId, number }
}

async function insertMirror(originalId: string): Promise<string> {
  const [{ id }] = await sql<{ id: string }>(
    `insert into documents (company_id, kind, account_id, debtor_account_id, cancels_id, billing_month, supply_from, supply_to,
                            currency, subject, po_reference, net, vat, gross)
     select company_id, 'cancellation', account_id, debtor_account_id, id, billing_month, supply_from, supply_to,
            currency, subject, po_reference, -net, -vat, -gross
     from documents where id = ? returning id`,
    [originalId]
  )
  await changed(
    `insert into document_lines (document_id, position, item_id, served_account_id, served_site_id, description, quantity, unit,
                                 unit_price, net, tax_case, vat_rate, revenue_account, period_from, period_to, po_reference, cost_centre)
     select ?::uuid, position, item_id, served_account_id, served_site_id, description, -quantity, unit,
            unit_price, -net, tax_case, vat_rate, revenue_account, period_from, period_to, po_reference, cost_centre
     from document_lines where document_id = ?`,
    [id, originalId]
  )
  return id
}

/** The same parties and lines as were printed then, every amount negated. */
function mirrored(content: Invoice, number: string, date: string): Invoice {
  const { net, vat, gross, payable } = content.totals
  return {
    ...content,
    number,
    kind: 'cancellation',
    cancels: { number: content.number, issueDate: content.issueDate },
    issueDate: date,
    dueDate: null,
    paymentTerms: null,
    notes: [],
    lines: content.lines.map((line) => ({
      ...line,
      quantity: new Decimal(line.quantity).negated().toFixed(),
      net: negated(line.net),
    })),
    vatBreakdown: content.vatBreakdown.map((group) => ({
      ...group,
      net: negated(group.net),
      tax: negated(group.tax),
    })),
    totals: {
      net: negated(net),
      vat: negated(vat),
      gross: negated(gross),
      payable: negated(payable),
    },
    times: [],
  }
}

/** Without turning 0 into -0. */
const negated = (amount: number) => 0 - amount

async function releaseCharges(documentId: string): Promise<void> {
  await changed('update charges set released_at = app.now() where document_id = ?', [documentId])
  await changed(
    'update time_entries set charge_id = null where charge_id in (select id from charges where document_id = ?)',
    [documentId]
  )
  await changed(
    'update ticket_items set charge_id = null where charge_id in (select id from charges where document_id = ?)',
    [documentId]
  )
}
