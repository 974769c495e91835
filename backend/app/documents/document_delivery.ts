import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import type { DateTime } from 'luxon'
import type { Consumer } from '#core/consumers'
import { refused } from '#core/errors'
import { record } from '#core/events'
import { changed, sql } from '#core/sql'
import * as timers from '#core/timers'
import type { DocumentRow } from '#documents/document'
import { ensureDocumentFiles } from '#documents/document_files'

interface Recipients {
  to: string[]
  cc: string[]
}

export const deliveryTimer = (documentId: string) => `document:${documentId}:delivery`

/**
 * Has a document sent by mail, now or at a time. Who is wrong hears it at once; the mail itself is made beside the
 * request, because it takes the PDF along.
 * @throws document_not_issued, document_held, document_was_cancelled, document_no_recipient, mailbox_missing
 */
export async function deliverDocument(document: DocumentRow, at?: DateTime): Promise<void> {
  if (!document.issued_at) throw refused('document_not_issued')
  if (document.held_at) throw refused('document_held')
  if (await isCancelled(document.id)) throw refused('document_was_cancelled')
  const { to } = await recipientsOf(document.account_id)
  if (to.length === 0) throw refused('document_no_recipient')
  await requireMailbox()
  const event = {
    type: 'document.delivery_due',
    subject: { type: 'document', id: document.id },
    accountId: document.account_id,
    payload: { number: document.number },
  }
  if (at) await timers.set(deliveryTimer(document.id), at, event)
  else {
    await timers.clear(deliveryTimer(document.id))
    await record(event)
  }
}

/** Queues the mail with the PDF, for public bodies also with the XML alone, and tells the sender. */
export const documentDeliveryConsumer: Consumer = {
  name: 'document_delivery',
  listens: ['document.delivery_due'],
  once: true,
  async handle(event) {
    const [document] = await sql<MailedDocument>(
      `select d.id, d.number, d.kind, d.account_id, d.held_at, c.name as company, a.language, a.kind as buyer_kind
       from documents d
       join companies c on c.tenant_id = d.tenant_id and c.id = d.company_id
       join accounts a on a.tenant_id = d.tenant_id and a.id = d.account_id
       where d.id = ? and d.issued_at is not null for update of d`,
      [event.subjectId]
    )
    // Held after it was ordered, it waits for a new order; taken back, it is not sent at all.
    if (!document || document.held_at || (await isCancelled(document.id))) return
    const mailId = await queueMail(document)
    await changed('update documents set sent_at = app.now() where id = ?', [document.id])
    await record({
      type: 'mail.due',
      subject: { type: 'outbound_mail', id: mailId },
      accountId: document.account_id,
    })
    await record({
      type: 'document.sent',
      subject: { type: 'document', id: document.id },
      accountId: document.account_id,
      payload: { number: document.number },
    })
  },
}

async function isCancelled(documentId: string): Promise<boolean> {
  const found = await sql('select from documents where cancels_id = ?', [documentId])
  return found.length > 0
}

interface MailedDocument {
  id: string
  number: string
  kind: 'invoice' | 'cancellation'
  account_id: string
  held_at: Date | null
  company: string
  language: 'de' | 'en'
  buyer_kind: 'business' | 'consumer' | 'public_body'
}

async function queueMail(document: MailedDocument): Promise<string> {
  const files = await ensureDocumentFiles(document.id)
  const { to, cc } = await recipientsOf(document.account_id)
  const mailbox = await requireMailbox()
  const [{ position }] = await sql<{ position: number }>(
    'select coalesce(max(position), 0) + 1 as position from document_deliveries where document_id = ?',
    [document.id]
  )
  const words = i18nManager.locale(document.language)
  const params = { number: document.number, company: document.company }
  const [mail] = await db
    .table('outbound_mails')
    .returning('id')
    .insert({
      kind: 'document',
      key: `document:${document.id}:${position}`,
      mailbox_id: mailbox.id,
      to_addresses: to,
      cc_addresses: cc,
      subject: words.t(`billing.mail_subject_${document.kind}`, params),
      body_text: words.t(`billing.mail_text_${document.kind}`, params),
      header_message_id: `document.${document.id}.${position}@${mailbox.address.split('@')[1]}`,
    })
  const attached = document.buyer_kind === 'public_body' ? [files.pdf, files.xml] : [files.pdf]
  await db
    .table('outbound_mail_files')
    .multiInsert(attached.map(({ id }) => ({ mail_id: mail.id, file_id: id })))
  await db
    .table('document_deliveries')
    .insert({ document_id: document.id, position, mail_id: mail.id })
  return mail.id
}

/** Who gets this account's invoices; where nobody is named, the first contact's first address. */
async function recipientsOf(accountId: string): Promise<Recipients> {
  const named = await sql<{ kind: 'to' | 'cc'; email: string }>(
    'select kind, email from invoice_recipients where account_id = ? order by email',
    [accountId]
  )
  const of = (kind: 'to' | 'cc') => named.filter((row) => row.kind === kind).map((row) => row.email)
  if (of('to').length > 0) return { to: of('to'), cc: of('cc') }
  const [contact] = await sql<{ email: string }>(
    `select e.email from account_contacts r
     join contacts c on c.tenant_id = r.tenant_id and c.id = r.contact_id and c.archived_at is null
     join contact_emails e on e.tenant_id = c.tenant_id and e.contact_id = c.id
     where r.account_id = ? order by r.is_primary desc, c.family_name, e.position limit 1`,
    [accountId]
  )
  return { to: contact ? [contact.email] : [], cc: of('cc') }
}

async function requireMailbox(): Promise<{ id: string; address: string }> {
  const [mailbox] = await sql<{ id: string; address: string }>(
    'select id, address from mailboxes where archived_at is null order by is_default desc, address limit 1'
  )
  if (!mailbox) throw refused('mailbox_missing')
  return mailbox
}
