import db from '@adonisjs/lucid/services/db'
import { refused } from '#core/errors'
import { changed, sql } from '#core/sql'
import { tagSecret } from '#mail/instance'
import { queueMail } from '#mail/outbound_mail'
import { replyHtml } from '#mail/reply_html'
import { taggedAddress } from '#mail/ticket_tag'
import type { Ticket } from '#tickets/ticket'
import type { TicketMessage } from '#tickets/ticket_message'

/** The mailbox the customer wrote to; else the queue's; else the tenant's default. @throws no_mailbox */
async function mailboxFor(ticket: Ticket): Promise<{ id: string; address: string }> {
  const [mailbox] = await sql<{ id: string; address: string }>(
    `select b.id, b.address from mailboxes b
     left join lateral (select max(received_at) as at from inbound_mails i where i.ticket_id = ? and i.mailbox_id = b.id) used on true
     where b.archived_at is null
     order by used.at desc nulls last, (b.queue_id = ?) desc, b.is_default desc, b.address limit 1`,
    [ticket.id, ticket.queueId]
  )
  if (!mailbox) throw refused('no_mailbox')
  return mailbox
}

/** Queues the mail of a message of ours; its references keep the conversation together in the reader's program. */
export async function queueReply(
  ticket: Ticket,
  message: TicketMessage,
  author: { name: string }
): Promise<void> {
  const mailbox = await mailboxFor(ticket)
  const queue = await db.from('queues').where('id', ticket.queueId).firstOrFail()
  const signature = queue.signature
    ? queue.signature.replaceAll('{name}', author.name)
    : author.name
  const source = `${message.bodyText}\n\n${signature}`
  const { text, html } = replyHtml(source)
  const earlier = await sql<{ id: string }>(
    `select header_message_id as id from ticket_messages
     where ticket_id = ? and audience = ? and header_message_id is not null and undone_at is null order by created_at desc limit 20`,
    [ticket.id, message.audience]
  )
  const files = await db
    .from('message_files')
    .where('message_id', message.id)
    .orderBy('position')
    .select('file_id')
  const mail = await queueMail({
    kind: 'reply',
    key: `message:${message.id}`,
    mailboxId: mailbox.id,
    ticketId: ticket.id,
    messageId: message.id,
    accountId: ticket.accountId,
    to: message.toAddresses,
    cc: message.ccAddresses,
    subject: message.subject ?? `[#${ticket.number}] ${ticket.subject}`,
    text,
    html,
    inReplyTo: earlier[0]?.id ?? null,
    references: earlier.map(({ id }) => id).toReversed(),
    replyTo: taggedAddress(mailbox.address, ticket.number, tagSecret()),
    fileIds: files.map((file) => file.file_id),
    notBefore: message.sendAfter,
  })
  if (!mail) return
  await changed('update ticket_messages set header_message_id = ?, from_address = ? where id = ?', [
    mail.headerMessageId,
    mailbox.address,
    message.id,
  ])
}
