import { DateTime } from 'luxon'
import { sql } from '#core/sql'
import { tagSecret } from '#mail/instance'
import type { ParsedMail } from '#mail/parse_mail'
import { readTag, threadCandidates, type ThreadFacts, type TicketFound } from '#mail/thread_mail'
import type { Sender } from '#ticket_mail/mail_sender'

interface Found {
  id: string
  number: number
  category: string
  closed_at: Date | null
  account_id: string | null
}

/**
 * Looks up what a mail names: signed tags, message ids, numbers in the subject. Merged tickets lead to the survivor.
 * @param relayed a form carried the mail: anybody can make it do so, so its address is no reason to trust a number
 */
export async function threadFacts(
  mail: ParsedMail,
  sender: Sender,
  relayed: boolean
): Promise<ThreadFacts> {
  const candidates = threadCandidates(mail)
  const tagged = candidates.taggedAddresses
    .map((address) => readTag(address, tagSecret()))
    .filter((number) => number !== null)
  const byNumber = await ticketByNumber(candidates.numbers)
  return {
    byTag: shape(await ticketByNumber(tagged)),
    byMessageId: shape(await ticketByMessageIds(candidates.messageIds)),
    bySubjectNumber: byNumber && {
      ...shape(byNumber)!,
      senderIsParticipant: !relayed && (await isParticipant(byNumber.id, mail.from!.address)),
      senderIsKnownContactOfAccount:
        !relayed &&
        (sender.memberId !== null ||
          (byNumber.account_id !== null &&
            sender.contactId !== null &&
            sender.accountIds.includes(byNumber.account_id))),
    },
  }
}

const SURVIVOR = `select s.id, s.number, s.category, s.closed_at, s.account_id
  from tickets t join tickets s on s.id = coalesce(t.merged_into, t.id)`

async function ticketByNumber(numbers: number[]): Promise<Found | null> {
  if (numbers.length === 0) return null
  const rows = await sql<Found>(`${SURVIVOR} where t.number = any (?) limit 1`, [numbers])
  return rows[0] ?? null
}

/** Ids of mails that we got (messages) or sent (outbox); the candidates' order decides, newest first. */
async function ticketByMessageIds(ids: string[]): Promise<Found | null> {
  if (ids.length === 0) return null
  const rows = await sql<Found>(
    `with named as (
       select ticket_id, header_message_id as id from ticket_messages where header_message_id = any (?)
       union all
       select ticket_id, header_message_id from outbound_mails where header_message_id = any (?) and ticket_id is not null)
     select s.id, s.number, s.category, s.closed_at, s.account_id
     from named join tickets t on t.id = named.ticket_id join tickets s on s.id = coalesce(t.merged_into, t.id)
     order by array_position(?::text[], named.id) limit 1`,
    [ids, ids, ids]
  )
  return rows[0] ?? null
}

async function isParticipant(ticketId: string, address: string): Promise<boolean> {
  const rows = await sql('select 1 from ticket_participants where ticket_id = ? and email = ?', [
    ticketId,
    address,
  ])
  return rows.length > 0
}

function shape(found: Found | null): TicketFound | null {
  return (
    found && {
      ticketId: found.id,
      number: found.number,
      state: {
        category: found.category,
        closedAt: found.closed_at && DateTime.fromJSDate(found.closed_at),
      },
    }
  )
}
