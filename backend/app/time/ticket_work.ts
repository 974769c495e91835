import type { DateTime } from 'luxon'
import * as tenancy from '#core/tenancy'
import { refused } from '#core/errors'
import { changed } from '#core/sql'
import { queueReply } from '#tickets/outgoing_reply'
import type { Ticket } from '#tickets/ticket'
import { TicketMessage, type Audience } from '#tickets/ticket_message'
import { TicketStatus } from '#tickets/ticket_status'
import { TimeEntry, type Outcome } from '#time/time_entry'

export interface TicketWork {
  text?: string
  audience: Audience
  /** phone: what was said, written down; nothing is sent */
  channel?: 'mail' | 'phone'
  to?: string[]
  cc?: string[]
  fileIds?: string[]
  mentions?: string[]
  statusId?: string
  /** left out: as the status says */
  waitUntil?: DateTime | null
  minutes?: number
  outcome?: Outcome
  outcomeReason?: string
  workTypeId?: string
}

/**
 * The one act of the composer: message, next status and minutes together. What can be taken back for ten seconds is the
 * whole of it, see `undoWork`.
 */
export async function workOnTicket(
  ticket: Ticket,
  member: { id: string; name: string },
  work: TicketWork
): Promise<TicketMessage | null> {
  const at = tenancy.now()
  const previous = { statusId: ticket.statusId, waitUntil: ticket.waitUntil }
  const message = work.text?.trim() ? await say(ticket, member, work, previous) : null
  if (!ticket.assigneeId && work.audience === 'customer' && message) await ticket.assign(member.id)
  if (work.minutes) {
    await TimeEntry.book(
      member.id,
      { ticket, messageId: message?.id },
      {
        startedAt: at.minus({ minutes: work.minutes }),
        endedAt: at,
        outcome: work.outcome ?? 'billable',
        outcomeReason: work.outcomeReason,
        workTypeId: work.workTypeId,
        customerText: work.audience === 'customer' ? firstLine(work.text) : ticket.subject,
      }
    )
  }
  if (work.statusId)
    await ticket.changeStatus(await TicketStatus.named(work.statusId), work.waitUntil)
  if (!message && !work.minutes && !work.statusId) throw refused('work_empty', {}, 'text')
  return message
}

async function say(
  ticket: Ticket,
  member: { id: string; name: string },
  work: TicketWork,
  previous: { statusId: string; waitUntil: DateTime | null }
): Promise<TicketMessage> {
  const internal = work.audience === 'internal'
  const to = internal || work.channel === 'phone' ? [] : (work.to ?? [])
  if (!internal && work.channel !== 'phone' && to.length === 0)
    throw refused('recipient_missing', {}, 'to')
  const message = await TicketMessage.add(ticket, {
    direction: internal ? 'none' : 'out',
    channel: internal ? 'note' : (work.channel ?? 'mail'),
    audience: work.audience,
    authorName: member.name,
    authorMemberId: member.id,
    to,
    cc: to.length ? work.cc : [],
    subject: to.length ? `[#${ticket.number}] ${ticket.subject}` : null,
    text: work.text!.trim(),
    fileIds: work.fileIds,
    mentions: internal ? work.mentions : [],
    previous: work.statusId ? previous : undefined,
  })
  if (to.length) await queueReply(ticket, message, member)
  return message
}

/** Takes the whole act back: the mail is not sent, the minutes go, the status returns. @throws undo_too_late (409) */
export async function undoWork(ticket: Ticket, message: TicketMessage): Promise<void> {
  await message.undo(ticket)
  await changed('delete from time_entries where message_id = ?', [message.id])
  if (message.previousStatusId && message.previousStatusId !== ticket.statusId) {
    await ticket.changeStatus(
      await TicketStatus.named(message.previousStatusId),
      message.previousWaitUntil
    )
  }
}

/** What the customer reads on the time annex: the first sentence of the answer, not the whole letter. */
function firstLine(text: string | undefined): string {
  return (
    (text ?? '')
      .trim()
      .split('\n')
      .find(
        (line) => line.trim() !== '' && !/^(hallo|guten|sehr geehrte|moin|dear|hello)/i.test(line)
      )
      ?.slice(0, 200) ?? ''
  )
}
