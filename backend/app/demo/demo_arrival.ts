import db from '@adonisjs/lucid/services/db'
import * as tenancy from '#core/tenancy'
import { InboundMail, storeMail } from '#mail/inbound_mail'
import type { Dice } from '#demo/dice'
import type { DemoHouse } from '#demo/demo_house'
import type { Plan } from '#demo/demo_plans'
import { demoNames } from '#demo/demo_tickets'
import { takeMail } from '#ticket_mail/mail_intake'
import { Ticket } from '#tickets/ticket'
import { TicketMessage } from '#tickets/ticket_message'

/** Who acts from now on. */
export const as = (actor: { kind?: 'member' | 'contact' | 'system'; id: string; name: string }) =>
  tenancy.setActor({ kind: actor.kind ?? 'member', id: actor.id, name: actor.name })

/** Mails take the real way in: raw bytes, parser, threading. The other channels are written down by hand. */
export async function arrive(
  house: DemoHouse,
  dice: Dice,
  { account, contact, what, at }: Plan
): Promise<Ticket> {
  const fill = (text: string) =>
    text
      .replaceAll('{domain}', account.domain)
      .replaceAll('{device}', dice.pick(account.deviceNames))
  const request = fill(what.request)
  if ((what.channel ?? 'mail') === 'mail') {
    await as({ kind: 'system', id: 'mail_intake', name: 'mail_intake' })
    const text = `${dice.pick(demoNames)},\r\n\r\n${request}\r\n\r\nMit freundlichen Grüßen\r\n${contact.name}\r\n-- \r\n${account.name}\r\n${contact.position}`
    const bytes = Buffer.from(
      [
        `From: =?utf-8?B?${Buffer.from(contact.name).toString('base64')}?= <${contact.email}>`,
        `To: ${house.mailbox.address}`,
        `Subject: =?utf-8?B?${Buffer.from(what.subject).toString('base64')}?=`,
        `Date: ${at.toRFC2822()}`,
        `Message-ID: <${at.toMillis()}.${dice.between(1000, 9999)}@${account.domain}>`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        text,
      ].join('\r\n')
    )
    const { id } = await storeMail(house.mailbox.id, 'demo', bytes)
    const taken = await takeMail(await InboundMail.findOrFail(id), bytes)
    await db
      .from('inbound_mails')
      .where('id', id)
      .update({
        state: taken.outcome,
        reason: taken.reason,
        content_hash: Buffer.from(taken.contentHash!, 'hex'),
        from_address: taken.from,
        subject: taken.subject,
        ticket_id: taken.ticketId,
        message_id: taken.messageId,
        processed_at: at.toISO(),
      })
    const ticket = await Ticket.findOrFail(taken.ticketId!)
    if (what.priority) await ticket.change({ priority: what.priority })
    return ticket
  }
  const machine = what.channel === 'alert'
  await as(
    machine
      ? { kind: 'system', id: 'monitoring', name: 'monitoring' }
      : { kind: 'contact', id: contact.id, name: contact.name }
  )
  const ticket = await Ticket.open({
    subject: what.subject,
    queueId: house.queues.Support,
    channel: what.channel!,
    accountId: account.id,
    contactId: machine ? null : contact.id,
    requesterEmail: machine ? null : contact.email,
    priority: what.priority,
    assetId: machine ? dice.pick(account.deviceIds) : null,
  })
  await TicketMessage.add(ticket, {
    direction: 'in',
    channel: what.channel!,
    audience: machine ? 'internal' : 'customer',
    authorName: machine ? 'Überwachung' : contact.name,
    authorContactId: machine ? null : contact.id,
    text: request,
  })
  return ticket
}
