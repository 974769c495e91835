import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { tagSecret } from '#mail/instance'
import { queueMail } from '#mail/outbound_mail'
import type { ParsedMail } from '#mail/parse_mail'
import { taggedAddress } from '#mail/ticket_tag'
import type { Ticket } from '#tickets/ticket'

/** Tells who asked the ticket's number, once. Never to automatic mail: the caller has asked `mayAutoAnswer`. */
export async function acknowledge(
  ticket: Ticket,
  mail: ParsedMail,
  answerTo: string,
  mailbox: { id: string; address: string }
): Promise<void> {
  const contact = ticket.contactId
    ? await db.from('contacts').where('id', ticket.contactId).first()
    : null
  const words = i18nManager.locale(contact?.language ?? 'de')
  const tenant = await db.from('tenants').firstOrFail()
  await queueMail({
    kind: 'acknowledgement',
    key: `acknowledgement:${ticket.id}`,
    mailboxId: mailbox.id,
    ticketId: ticket.id,
    accountId: ticket.accountId,
    to: [answerTo],
    subject: `[#${ticket.number}] ${ticket.subject}`,
    text: words.t('mail.acknowledgement', { number: String(ticket.number), tenant: tenant.name }),
    inReplyTo: mail.messageId,
    references: [...mail.references, ...(mail.messageId ? [mail.messageId] : [])].slice(-20),
    replyTo: taggedAddress(mailbox.address, ticket.number, tagSecret()),
    automatic: true,
  })
}
