import { sql } from '#core/sql'
import { forwardedOriginal } from '#mail/forwarded_mail'
import type { InboundMail } from '#mail/inbound_mail'
import { parseMail } from '#mail/parse_mail'
import { contentOf, forwardedContent, type KnownFile } from '#ticket_mail/mail_content'
import { findSender } from '#ticket_mail/mail_sender'
import { Ticket } from '#tickets/ticket'
import { TicketMessage } from '#tickets/ticket_message'

/**
 * Reads a mail again that became a message: text, HTML and attachments of that message are made anew from the stored
 * bytes, by the rules of today. Ticket, author, time and status stay as they are, nothing is acknowledged or sent, and
 * doing it twice is the same as once.
 */
export async function rereadMail(stored: InboundMail, bytes: Buffer): Promise<void> {
  const message = await TicketMessage.findOrFail(stored.messageId!)
  const ticket = await Ticket.findOrFail(message.ticketId)
  const mail = await parseMail(bytes)
  const known = await sql<KnownFile>(
    `select f.id, f.name, f.sha256 from message_files m join files f on f.id = m.file_id
     where m.message_id = ? order by m.position`,
    [message.id]
  )
  const writer = mail.from && (await findSender(mail.from.address))
  // Only a mail that opened a ticket was taken for a forward.
  const original =
    stored.state === 'created' && writer?.memberId ? await forwardedOriginal(mail) : null
  const content = original
    ? await forwardedContent(original, mail, known)
    : await contentOf(mail, known)
  await message.reread(ticket, content)
}
