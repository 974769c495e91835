import type { MailKind, Ours } from '#mail/classify_mail'
import { isOurs } from '#mail/correspondent'
import type { ParsedMail } from '#mail/parse_mail'
import { findSender, speaksForCustomer } from '#ticket_mail/mail_sender'
import type { Ticket } from '#tickets/ticket'
import type { NewMessage } from '#tickets/ticket_message'

/** An office does not write to more people at once than that; the rest says nothing new about whom a mail was for. */
const MOST_RECIPIENTS = 30

/**
 * How a colleague's mail in a known ticket counts. It is our own answer, as if it had been written here, and it has
 * been sent already: by the colleague's own mail program.
 * - To somebody outside: an answer to the customer or, if nobody of the customer is among the recipients, to a third
 *   party. It counts as the first response.
 * - Only to our own mailboxes and people: an internal note. Other helpdesks send such a mail on to the customer
 *   (Zendesk) or let the mail that was answered decide (Zammad); here a mail that was meant for colleagues costs a
 *   second one at worst, and never tells a customer what was not for him.
 * - What a machine wrote in the colleague's name (absence, receipt): an internal note.
 */
export async function colleagueMail(
  ticket: Ticket,
  mail: ParsedMail,
  kind: MailKind,
  ours: Ours
): Promise<Pick<NewMessage, 'direction' | 'audience'>> {
  const note = { direction: 'none', audience: 'internal' } as const
  if (kind !== 'person') return note
  const addresses = [...mail.to, ...mail.cc].map(({ address }) => address)
  let outside = false
  for (const address of new Set(addresses.slice(0, MOST_RECIPIENTS))) {
    if (isOurs(address, ours)) continue
    const recipient = await findSender(address)
    if (speaksForCustomer(ticket, address, recipient))
      return { direction: 'out', audience: 'customer' }
    outside ||= recipient.memberId === null
  }
  return outside ? { direction: 'out', audience: 'third_party' } : note
}
