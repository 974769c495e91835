import type { DateTime } from 'luxon'
import { deliveryReports } from '#mail/delivery_report'
import { forwardPrefix } from '#mail/subject'
import type { ParsedMail } from '#mail/parse_mail'
import { looksTagged } from '#mail/ticket_tag'

export { readTag, signedTag, taggedAddress } from '#mail/ticket_tag'

export interface ThreadCandidates {
  /** Newest first; for a bounce the message that it returns comes first */
  messageIds: string[]
  /** Recipient addresses that look tagged; `readTag` tells whether they are */
  taggedAddresses: string[]
  /** Ticket numbers named in the subject */
  numbers: number[]
}

const NUMBER_PATTERNS = [
  /\[#(\d{1,9})\]/g,
  /\b(?:ticket|anfrage|vorgang)(?:[-\s]?(?:nr|nummer|no|id)\.?)?\s{0,2}[:#]\s{0,2}#?(\d{1,9})\b/gi,
]
const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-delivered-to']

/** Everything in a mail that may name its ticket, for the caller to look up. */
export function threadCandidates(mail: ParsedMail): ThreadCandidates {
  const returned = deliveryReports(mail).map((report) => report.originalMessageId)
  const ids = [...returned, ...mail.inReplyTo, ...mail.references.toReversed()]
  const recipients = [
    ...[...mail.to, ...mail.cc].map(({ address }) => address),
    ...RECIPIENT_HEADERS.flatMap((name) => mail.headers.get(name) ?? []),
  ]
  const numbers = NUMBER_PATTERNS.flatMap((pattern) =>
    [...(mail.subject ?? '').slice(0, 1000).matchAll(pattern)].map((match) => Number(match[1]))
  )
  return {
    messageIds: [...new Set(ids.filter((id) => id !== null))],
    taggedAddresses: [...new Set(recipients.filter(looksTagged))],
    numbers: [...new Set(numbers)],
  }
}

export interface TicketFound {
  /** Of the surviving ticket where it was merged */
  ticketId: string
  number: number
  state: { category: string; closedAt: DateTime | null }
}

/** What the caller found for the candidates; each is the first that exists in this tenant. */
export interface ThreadFacts {
  byTag: TicketFound | null
  byMessageId: TicketFound | null
  bySubjectNumber:
    (TicketFound & { senderIsParticipant: boolean; senderIsKnownContactOfAccount: boolean }) | null
}

export type ThreadDecision =
  | { action: 'create'; reason: ThreadReason }
  | { action: 'append' | 'create_linked'; ticketId: string; reason: ThreadReason }

export interface ThreadReason {
  code:
    | 'tag'
    | 'message_id'
    | 'subject_number'
    | 'closed_too_long'
    | 'forwarded'
    | 'subject_number_not_trusted'
    | 'nothing_found'
  params: Record<string, string | number>
}

/**
 * Where a mail belongs. A signed tag and a known message id are proof; a number in the subject can
 * be typed by anybody and counts only for participants and known contacts of the same account.
 * What answers a ticket closed for more than `reopenDays` opens a new, linked one.
 */
export function decideThread(
  mail: ParsedMail,
  facts: ThreadFacts,
  { at, reopenDays }: { at: DateTime; reopenDays: number }
): ThreadDecision {
  const number = facts.bySubjectNumber
  const trusted = number && (number.senderIsParticipant || number.senderIsKnownContactOfAccount)
  const found = facts.byTag ?? facts.byMessageId ?? (trusted ? number : null)
  if (!found) {
    if (!number) return { action: 'create', reason: { code: 'nothing_found', params: {} } }
    const params = { ticketId: number.ticketId, number: number.number }
    return { action: 'create', reason: { code: 'subject_number_not_trusted', params } }
  }
  const { ticketId } = found
  const params = { number: found.number }
  // A forward keeps the references of the conversation it was taken from, but starts another.
  if (!facts.byTag && forwardPrefix(mail.subject)) {
    return { action: 'create_linked', ticketId, reason: { code: 'forwarded', params } }
  }
  const { category, closedAt } = found.state
  if (category === 'closed' && closedAt !== null && at.diff(closedAt, 'days').days > reopenDays) {
    const reason = { code: 'closed_too_long' as const, params: { ...params, days: reopenDays } }
    return { action: 'create_linked', ticketId, reason }
  }
  const code = facts.byTag ? 'tag' : facts.byMessageId ? 'message_id' : 'subject_number'
  return { action: 'append', ticketId, reason: { code, params } }
}
