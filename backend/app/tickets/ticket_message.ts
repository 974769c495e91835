import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { TicketMessageSchema } from '#database/schema'
import { conflict, notFound } from '#core/errors'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import type { Channel, Ticket } from '#tickets/ticket'
import { recordTicket } from '#tickets/ticket_events'
import { recomputeSla } from '#tickets/ticket_sla'

export type Audience = 'customer' | 'third_party' | 'internal'

/** What a message says, without who said it to whom. */
export interface MessageContent {
  subject?: string | null
  text: string
  folded?: string | null
  html?: string | null
  remoteImages?: number
  fileIds?: string[]
  /** files shown inside the HTML: file id → content id */
  inline?: Map<string, string>
}

export interface NewMessage extends MessageContent {
  direction: 'in' | 'out' | 'none'
  channel: Channel
  audience: Audience
  authorName: string
  authorMemberId?: string | null
  authorContactId?: string | null
  from?: string | null
  to?: string[]
  cc?: string[]
  headerMessageId?: string | null
  /** the author sent it himself: it is on its way and cannot be taken back */
  sent?: boolean
  /** whose mail may name the ticket's number from now on; otherwise from, to and cc */
  participants?: string[]
  mentions?: string[]
  /** the status before, if the same act changes it: undoing leads back to it */
  previous?: { statusId: string; waitUntil: DateTime | null }
  /** to whom the same act gives the ticket, and who had it before */
  assignment?: { to: string; from: string | null }
}

/** Seconds in which what was sent can be taken back. */
export const UNDO_SECONDS = 10

export class TicketMessage extends TicketMessageSchema {
  static table = 'ticket_messages'
  declare audience: Audience
  declare direction: 'in' | 'out' | 'none'
  declare channel: Channel

  /** Adds a message with its files and mentions. What a member sends to others waits ten seconds, so it can be undone. */
  static async add(ticket: Ticket, message: NewMessage): Promise<TicketMessage> {
    const at = tenancy.now()
    const row = await TicketMessage.create({
      ticketId: ticket.id,
      direction: message.direction,
      channel: message.channel,
      audience: message.audience,
      authorName: message.authorName,
      authorMemberId: message.authorMemberId ?? null,
      authorContactId: message.authorContactId ?? null,
      fromAddress: message.from ?? null,
      toAddresses: message.to ?? [],
      ccAddresses: message.cc ?? [],
      subject: message.subject ?? null,
      bodyText: message.text,
      foldedText: message.folded ?? null,
      bodyHtml: message.html ?? null,
      remoteImages: message.remoteImages ?? 0,
      headerMessageId: message.headerMessageId ?? null,
      sendAfter:
        message.authorMemberId && !message.sent ? at.plus({ seconds: UNDO_SECONDS }) : null,
      previousStatusId: message.previous?.statusId ?? null,
      previousWaitUntil: message.previous?.waitUntil ?? null,
      assignedToId: message.assignment?.to ?? null,
      previousAssigneeId: message.assignment?.from ?? null,
      createdAt: at,
    })
    await attach(row.id, message)
    await mention(row.id, message.mentions ?? [])
    const { from, to = [], cc = [], participants = [from, ...to, ...cc] } = message
    await remember(ticket, participants)
    await changed(
      'update tickets set last_message_at = greatest(last_message_at, ?::timestamptz) where id = ?',
      [at.toISO(), ticket.id]
    )
    await ticket.refresh()
    await recordTicket('ticket.message_added', ticket, {
      messageId: row.id,
      direction: row.direction,
      audience: row.audience,
      ...(message.mentions?.length && { mentions: message.mentions }),
    })
    if (row.direction === 'out' && row.audience === 'customer' && !ticket.respondedAt)
      await recomputeSla(ticket, at)
    return row
  }

  /** Takes the message back. @throws undo_too_late (409) once the mail may be on its way */
  async undo(ticket: Ticket): Promise<void> {
    const at = tenancy.now()
    if (!this.sendAfter || this.undoneAt || this.sendAfter < at) throw conflict('undo_too_late')
    // The sender claims a mail in its own transaction: whoever comes second sees the other's word.
    await changed(
      `update outbound_mails set state = 'cancelled' where message_id = ? and state = 'queued'`,
      [this.id]
    )
    const [left] = await sql<{ count: number }>(
      `select count(*)::int as count from outbound_mails where message_id = ? and state <> 'cancelled'`,
      [this.id]
    )
    if (left.count > 0) throw conflict('undo_too_late')
    this.undoneAt = at
    await this.save()
    await recordTicket('ticket.message_undone', ticket, { messageId: this.id })
    await recomputeSla(ticket, at)
  }

  /** Replaces what it says by what its mail says when it is read again. */
  async reread(ticket: Ticket, content: MessageContent): Promise<void> {
    ;(this as TicketMessage).merge({
      subject: content.subject ?? null,
      bodyText: content.text,
      foldedText: content.folded ?? null,
      bodyHtml: content.html ?? null,
      remoteImages: content.remoteImages ?? 0,
    })
    await this.save()
    await db.from('message_files').where('message_id', this.id).delete()
    await attach(this.id, content)
    await recordTicket('ticket.message_reread', ticket, { messageId: this.id })
  }

  static async of(ticketId: string, id: string): Promise<TicketMessage> {
    const row = await TicketMessage.query().where('ticket_id', ticketId).where('id', id).first()
    if (!row) throw notFound()
    return row
  }
}

async function attach(messageId: string, message: MessageContent): Promise<void> {
  for (const [position, fileId] of (message.fileIds ?? []).entries()) {
    await db.table('message_files').insert({
      message_id: messageId,
      file_id: fileId,
      position,
      content_id: message.inline?.get(fileId) ?? null,
    })
  }
}

async function mention(messageId: string, memberIds: string[]): Promise<void> {
  for (const memberId of new Set(memberIds)) {
    await db.table('message_mentions').insert({ message_id: messageId, member_id: memberId })
  }
}

async function remember(ticket: Ticket, addresses: (string | null | undefined)[]): Promise<void> {
  for (const email of new Set(addresses.filter((address): address is string => Boolean(address)))) {
    await changed(
      'insert into ticket_participants (ticket_id, email) values (?, ?) on conflict do nothing',
      [ticket.id, email.toLowerCase()]
    )
  }
}
