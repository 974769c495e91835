import type { Audience, Ticket } from '#lib/tickets/ticket_types.ts'

interface Letter {
  text: string
  to: string[]
  cc: string[]
}

/** Whom an answer goes to unless it is said otherwise: who wrote last, with everybody who was in copy. */
export function recipientsOf(ticket: Ticket): Record<Audience, Letter> {
  const own = new Set(
    ticket.messages.flatMap(({ direction, from }) => (direction === 'out' && from ? [from] : []))
  )
  const last = (audience: Audience) =>
    ticket.messages.findLast(
      (message) => message.audience === audience && message.direction === 'in' && message.from
    )
  const asked = last('customer')
  const outside = last('third_party')
  const customer = asked?.from ?? ticket.contact?.emails[0] ?? ticket.requesterEmail
  return {
    customer: {
      text: '',
      to: customer ? [customer] : [],
      cc: (asked?.cc ?? []).filter((email) => !own.has(email)),
    },
    internal: { text: '', to: [], cc: [] },
    third_party: { text: '', to: outside?.from ? [outside.from] : [], cc: [] },
  }
}

/** Who may be meant: everyone who took part, and the contact's own addresses. */
export function knownAddresses(ticket: Ticket): string[] {
  return [...new Set([...(ticket.contact?.emails ?? []), ...ticket.participants])]
}
