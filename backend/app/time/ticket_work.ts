import type { DateTime } from 'luxon'
import * as tenancy from '#core/tenancy'
import { refused } from '#core/errors'
import { queueReply } from '#ticket_mail/outgoing_reply'
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
  /** hands the ticket over; whoever answers a ticket that nobody has takes it */
  assigneeId?: string
  statusId?: string
  /** left out: as the status says */
  waitUntil?: DateTime | null
  minutes?: number
  outcome?: Outcome
  outcomeReason?: string
  workTypeId?: string
}

/**
 * The one act of the composer: message, next status, minutes and assignee together. What can be taken back for ten
 * seconds is the whole of it, see `undoWork`; minutes without a message are taken back by removing their entry.
 */
export async function workOnTicket(
  ticket: Ticket,
  member: { id: string; name: string },
  work: TicketWork
): Promise<{ message: TicketMessage | null; entry: TimeEntry | null }> {
  const at = tenancy.now()
  const writes = Boolean(work.text?.trim())
  const takes = writes && !ticket.assigneeId && work.audience === 'customer'
  const assigneeId = work.assigneeId ?? (takes ? member.id : ticket.assigneeId)
  const message = writes ? await say(ticket, member, work, assigneeId) : null
  await ticket.assign(assigneeId)
  let entry: TimeEntry | null = null
  if (work.minutes) {
    entry = await TimeEntry.book(
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
  if (!message && !entry && !work.statusId) throw refused('work_empty', {}, 'text')
  return { message, entry }
}

async function say(
  ticket: Ticket,
  member: { id: string; name: string },
  work: TicketWork,
  assigneeId: string | null
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
    previous: work.statusId
      ? { statusId: ticket.statusId, waitUntil: ticket.waitUntil }
      : undefined,
    assignment:
      assigneeId && assigneeId !== ticket.assigneeId
        ? { to: assigneeId, from: ticket.assigneeId }
        : undefined,
  })
  if (to.length) await queueReply(ticket, message, member)
  return message
}

/**
 * Takes the whole act back: the mail is not sent, the minutes go, the status returns, and so does the assignee unless
 * somebody has passed the ticket on since. @throws undo_too_late (409)
 */
export async function undoWork(ticket: Ticket, message: TicketMessage): Promise<void> {
  await message.undo(ticket)
  for (const entry of await TimeEntry.query().where('message_id', message.id)) await entry.remove()
  if (message.assignedToId && message.assignedToId === ticket.assigneeId)
    await ticket.assign(message.previousAssigneeId)
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
