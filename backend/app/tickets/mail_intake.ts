import db from '@adonisjs/lucid/services/db'
import { storeFile } from '#core/files'
import * as tenancy from '#core/tenancy'
import { classify, mayAutoAnswer, type Classification } from '#mail/classify_mail'
import { foldQuotes } from '#mail/fold_quotes'
import { forwardedOriginal } from '#mail/forwarded_mail'
import type { InboundMail, Outcome } from '#mail/inbound_mail'
import { instanceId } from '#mail/instance'
import { parseMail, type ParsedMail } from '#mail/parse_mail'
import { sanitizeMailHtml } from '#mail/sanitize_mail_html'
import { bareSubject } from '#mail/subject'
import { decideThread, type ThreadDecision } from '#mail/thread_mail'
import { acknowledge } from '#tickets/acknowledgement'
import { findSender, type Sender } from '#tickets/mail_sender'
import { threadFacts } from '#tickets/mail_thread'
import { Ticket } from '#tickets/ticket'
import { linkTickets } from '#tickets/ticket_link'
import { TicketMessage } from '#tickets/ticket_message'
import { REOPEN_DAYS } from '#tickets/ticket_status'

export interface Intake {
  outcome: Exclude<Outcome, 'stored'>
  reason: string | null
  params?: Record<string, string | number>
  contentHash?: string
  from?: string | null
  subject?: string | null
  ticketId?: string | null
  messageId?: string | null
}

/** What becomes of a mail. Runs in the consumer's transaction: all of it or nothing. */
export async function takeMail(stored: InboundMail, bytes: Buffer): Promise<Intake> {
  const mail = await parseMail(bytes)
  const seen = {
    contentHash: mail.contentHash,
    from: mail.from?.address ?? null,
    subject: mail.subject,
  }
  const twin = await db
    .from('inbound_mails')
    .where('content_hash', Buffer.from(mail.contentHash, 'hex'))
    .whereIn('state', ['created', 'appended'])
    .first()
  if (twin)
    return {
      ...seen,
      outcome: 'ignored',
      reason: 'same_mail',
      ticketId: twin.ticket_id,
      messageId: twin.message_id,
    }

  const mailboxes = await db.from('mailboxes')
  const classification = classify(mail, {
    addresses: mailboxes.map((mailbox) => mailbox.address),
    domains: [...new Set(mailboxes.map((mailbox) => mailbox.address.split('@')[1]))],
    instanceId: instanceId(),
  })
  const { kind, reason } = classification
  if (kind === 'own_copy' || kind === 'loop')
    return { ...seen, outcome: 'ignored', reason: kind, params: reason.params }
  if (!mail.from) return { ...seen, outcome: 'quarantined', reason: 'no_sender' }

  const decision = await decide(mail)
  if (decision.action === 'append') {
    const ticket = await Ticket.findOrFail(decision.ticketId)
    const message = await appendTo(ticket, mail, classification)
    return {
      ...seen,
      outcome: 'appended',
      reason: kind === 'person' ? decision.reason.code : kind,
      ticketId: ticket.id,
      messageId: message.id,
    }
  }
  // A machine's answer to nothing that we know: no ticket, but not lost either.
  if (kind === 'auto_reply' || kind === 'bounce')
    return { ...seen, outcome: 'ignored', reason: kind, params: reason.params }

  const { ticket, message } = await openFrom(stored, mail, classification)
  if (decision.action === 'create_linked') await linkTickets(ticket, decision.ticketId, 'follow_up')
  return {
    ...seen,
    outcome: 'created',
    reason: decision.reason.code,
    ticketId: ticket.id,
    messageId: message.id,
  }
}

async function decide(mail: ParsedMail): Promise<ThreadDecision> {
  const sender = await findSender(mail.from!.address)
  return decideThread(mail, await threadFacts(mail, sender), {
    at: tenancy.now(),
    reopenDays: REOPEN_DAYS,
  })
}

async function appendTo(
  ticket: Ticket,
  mail: ParsedMail,
  { kind, reports }: Classification
): Promise<TicketMessage> {
  const sender = await findSender(mail.from!.address)
  const message = await addMail(ticket, mail, sender, audienceOf(ticket, mail, sender))
  if (kind === 'bounce') await markBounced(reports.map((report) => report.originalMessageId))
  else if (kind === 'person' && message.audience === 'customer' && !sender.memberId)
    await ticket.reopenForCustomer()
  return message
}

/** The customer's own people speak for everyone; a stranger who was written to as third party stays one. */
function audienceOf(ticket: Ticket, mail: ParsedMail, sender: Sender): 'customer' | 'third_party' {
  if (sender.memberId || mail.from!.address === ticket.requesterEmail) return 'customer'
  return ticket.accountId !== null && sender.accountIds.includes(ticket.accountId)
    ? 'customer'
    : ticket.accountId
      ? 'third_party'
      : 'customer'
}

/** A colleague's forward becomes the customer's ticket: the original sender is the requester, the note stays internal. */
async function openFrom(stored: InboundMail, mail: ParsedMail, classification: Classification) {
  const mailbox = await db.from('mailboxes').where('id', stored.mailboxId).firstOrFail()
  const writer = await findSender(mail.from!.address)
  const original = writer.memberId ? await forwardedOriginal(mail) : null
  const requester = original?.from ?? mail.from!
  const sender = original ? await findSender(requester.address) : writer
  const ticket = await Ticket.open({
    subject: bareSubject(original?.subject ?? mail.subject ?? '') || '(ohne Betreff)',
    queueId: mailbox.queue_id,
    channel: 'mail',
    accountId: sender.accountIds[0] ?? null,
    contactId: sender.contactId,
    assigneeId: original ? writer.memberId : null,
    requesterEmail: requester.address,
  })
  if (!original) {
    const message = await addMail(ticket, mail, sender, 'customer')
    if (mailbox.acknowledge && mayAutoAnswer(mail, classification))
      await acknowledge(ticket, mail, mailbox)
    return { ticket, message }
  }
  const message = await TicketMessage.add(ticket, {
    direction: 'in',
    channel: 'mail',
    audience: 'customer',
    authorName: requester.name || requester.address,
    authorContactId: sender.contactId,
    from: requester.address,
    subject: original.subject,
    text: original.body,
    headerMessageId: mail.messageId,
    ...(await storeAttachments(mail)),
  })
  if (original.note.trim()) {
    await TicketMessage.add(ticket, {
      direction: 'none',
      channel: 'note',
      audience: 'internal',
      authorName: writer.name,
      text: original.note.trim(),
    })
  }
  return { ticket, message }
}

async function addMail(
  ticket: Ticket,
  mail: ParsedMail,
  sender: Sender,
  audience: 'customer' | 'third_party'
) {
  const { visible, signature, quoted } = foldQuotes(mail.text)
  const { fileIds, inline } = await storeAttachments(mail)
  const byContentId = new Map([...inline].map(([fileId, contentId]) => [contentId, fileId]))
  const html = mail.html
    ? sanitizeMailHtml(mail.html, {
        cidMap: (cid) => (byContentId.has(cid) ? `/attachments/${byContentId.get(cid)}` : null),
      })
    : null
  return TicketMessage.add(ticket, {
    direction: 'in',
    channel: 'mail',
    audience,
    authorName: sender.name || mail.from!.name || mail.from!.address,
    authorMemberId: null,
    authorContactId: sender.contactId,
    from: mail.from!.address,
    to: mail.to.map(({ address }) => address),
    cc: mail.cc.map(({ address }) => address),
    subject: mail.subject,
    text: visible,
    folded: [signature, quoted].filter(Boolean).join('\n\n') || null,
    html: html?.html ?? null,
    remoteImages: html?.remoteImages ?? 0,
    headerMessageId: mail.messageId,
    fileIds,
    inline,
  })
}

async function storeAttachments(
  mail: ParsedMail
): Promise<{ fileIds: string[]; inline: Map<string, string> }> {
  const fileIds: string[] = []
  const inline = new Map<string, string>()
  for (const attachment of mail.attachments) {
    const file = await storeFile(attachment)
    fileIds.push(file.id)
    if (attachment.inline && attachment.contentId) inline.set(file.id, attachment.contentId)
  }
  return { fileIds, inline }
}

async function markBounced(messageIds: (string | null)[]): Promise<void> {
  const known = messageIds.filter((id) => id !== null)
  if (known.length === 0) return
  await db
    .from('outbound_mails')
    .whereIn('header_message_id', known)
    .update({ bounced_at: tenancy.now().toISO() })
}
