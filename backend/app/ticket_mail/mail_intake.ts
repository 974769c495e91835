import db from '@adonisjs/lucid/services/db'
import * as tenancy from '#core/tenancy'
import { classify, mayAutoAnswer, type Classification, type Ours } from '#mail/classify_mail'
import { correspondentOf, type Correspondent } from '#mail/correspondent'
import { forwardedOriginal } from '#mail/forwarded_mail'
import type { InboundMail, Outcome } from '#mail/inbound_mail'
import { instanceId } from '#mail/instance'
import { parseMail, type ParsedMail } from '#mail/parse_mail'
import { freshSubject } from '#mail/subject'
import { decideThread, type ThreadDecision } from '#mail/thread_mail'
import { acknowledge } from '#ticket_mail/acknowledgement'
import { colleagueMail } from '#ticket_mail/colleague_mail'
import { contentOf, forwardedContent } from '#ticket_mail/mail_content'
import { findSender, speaksForCustomer, type Sender } from '#ticket_mail/mail_sender'
import { threadFacts } from '#ticket_mail/mail_thread'
import { Ticket } from '#tickets/ticket'
import { linkTickets } from '#tickets/ticket_link'
import { TicketMessage, type NewMessage } from '#tickets/ticket_message'
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
  const ours = {
    addresses: mailboxes.map((mailbox) => mailbox.address),
    domains: [...new Set(mailboxes.map((mailbox) => mailbox.address.split('@')[1]))],
    instanceId: instanceId(),
  }
  const classification = classify(mail, ours)
  const { kind, reason } = classification
  if (kind === 'own_copy' || kind === 'loop')
    return { ...seen, outcome: 'ignored', reason: kind, params: reason.params }
  // Also where the mail had no ticket: an invoice that comes back must not count as delivered.
  if (kind === 'bounce')
    await markBounced(classification.reports.map((report) => report.originalMessageId))
  if (!mail.from) return { ...seen, outcome: 'quarantined', reason: 'no_sender' }

  const letter = {
    mail,
    classification,
    ours,
    ...correspondentOf({ ...mail, from: mail.from }, ours),
  }
  const decision = await decide(letter)
  if (decision.action === 'append') {
    const ticket = await Ticket.findOrFail(decision.ticketId)
    const message = await appendTo(ticket, letter, decision.reason.code === 'subject_number')
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

  const { ticket, message } = await openFrom(stored, letter)
  if (decision.action === 'create_linked') await linkTickets(ticket, decision.ticketId, 'follow_up')
  return {
    ...seen,
    outcome: 'created',
    reason: decision.reason.code,
    ticketId: ticket.id,
    messageId: message.id,
  }
}

/** A mail with everything that was found out about it from itself. */
interface Letter extends Correspondent {
  mail: ParsedMail
  classification: Classification
  ours: Ours
}

async function decide({ mail, relayed }: Letter): Promise<ThreadDecision> {
  const sender = await findSender(mail.from!.address)
  return decideThread(mail, await threadFacts(mail, sender, relayed), {
    at: tenancy.now(),
    reopenDays: REOPEN_DAYS,
  })
}

/**
 * @param byNumber it came here by the number in its subject alone, which proves nothing: whoever borrowed a
 * participant's From must not have the answers sent to a Reply-To of his
 */
async function appendTo(
  ticket: Ticket,
  { mail, classification: { kind }, ours, requester, answerTo, relayed }: Letter,
  byNumber: boolean
): Promise<TicketMessage> {
  const sender = await findSender(requester.address)
  const participants = [mail.from!, ...mail.to, ...mail.cc].map(({ address }) => address)
  // Reply-To makes nobody a colleague.
  if (sender.memberId && !relayed && requester.address !== ticket.requesterEmail) {
    const said = await colleagueMail(ticket, mail, kind, ours)
    const author = { authorMemberId: sender.memberId, from: requester.address, sent: true }
    return addMail(ticket, mail, sender, { ...said, ...author, participants })
  }
  const message = await addMail(ticket, mail, sender, {
    audience: speaksForCustomer(ticket, requester.address, sender) ? 'customer' : 'third_party',
    authorName: sender.name || requester.name || requester.address,
    from: byNumber ? mail.from!.address : answerTo.address,
    participants: relayed ? participants.slice(1) : participants,
  })
  if (kind === 'person' && message.audience === 'customer') await ticket.reopenForCustomer()
  return message
}

/** A colleague's forward becomes the customer's ticket: the original sender is the requester, the note stays internal. */
async function openFrom(stored: InboundMail, letter: Letter) {
  const { mail, classification, answerTo } = letter
  const mailbox = await db.from('mailboxes').where('id', stored.mailboxId).firstOrFail()
  const writer = await findSender(mail.from!.address)
  const original = writer.memberId ? await forwardedOriginal(mail) : null
  const requester = original?.from ?? letter.requester
  const sender = await findSender(requester.address)
  const ticket = await Ticket.open({
    subject: freshSubject(original?.subject ?? mail.subject ?? '') || '(ohne Betreff)',
    queueId: mailbox.queue_id,
    channel: 'mail',
    accountId: sender.accountIds[0] ?? null,
    contactId: sender.contactId,
    assigneeId: original ? writer.memberId : null,
    requesterEmail: original ? requester.address : answerTo.address,
  })
  if (!original) {
    const copies = [...mail.to, ...mail.cc].map(({ address }) => address)
    const message = await addMail(ticket, mail, sender, {
      audience: 'customer',
      authorName: sender.name || requester.name || requester.address,
      from: answerTo.address,
      participants: [requester.address, answerTo.address, ...copies],
    })
    if (mailbox.acknowledge && mayAutoAnswer(mail, classification))
      await acknowledge(ticket, mail, answerTo.address, mailbox)
    return { ticket, message }
  }
  const message = await TicketMessage.add(ticket, {
    direction: 'in',
    channel: 'mail',
    audience: 'customer',
    authorName: requester.name || requester.address,
    authorContactId: sender.contactId,
    from: requester.address,
    headerMessageId: mail.messageId,
    ...(await forwardedContent(original, mail)),
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
  message: Pick<NewMessage, 'audience'> & Partial<NewMessage>
): Promise<TicketMessage> {
  return TicketMessage.add(ticket, {
    direction: 'in',
    channel: 'mail',
    authorName: sender.name || mail.from!.name || mail.from!.address,
    authorContactId: sender.contactId,
    to: mail.to.map(({ address }) => address),
    cc: mail.cc.map(({ address }) => address),
    headerMessageId: mail.messageId,
    ...(await contentOf(mail)),
    ...message,
  })
}

async function markBounced(messageIds: (string | null)[]): Promise<void> {
  const known = messageIds.filter((id) => id !== null)
  if (known.length === 0) return
  await db
    .from('outbound_mails')
    .whereIn('header_message_id', known)
    .update({ bounced_at: tenancy.now().toISO() })
}
