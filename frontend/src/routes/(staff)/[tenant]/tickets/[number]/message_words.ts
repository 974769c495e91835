import { m } from '#lib/paraglide/messages.js'
import type { TicketMessage } from '#lib/tickets/ticket_types.ts'

/** What stands beside the author: `per E-Mail an support@nordlicht-it.de`, `Interne Notiz`. */
export function messageLabel({ audience, direction, channel, to, from }: TicketMessage): string {
  if (audience === 'internal')
    return channel === 'alert' ? m.tickets_label_alert() : m.tickets_label_note()
  if (audience === 'third_party') {
    return direction === 'out'
      ? m.tickets_label_external_to({ to: to.join(', ') })
      : m.tickets_label_external()
  }
  if (direction === 'out') {
    return channel === 'phone'
      ? m.tickets_label_called()
      : m.tickets_label_reply({ to: to.join(', ') })
  }
  switch (channel) {
    case 'phone':
      return m.tickets_label_by_phone()
    case 'portal':
      return m.tickets_label_by_portal()
    case 'alert':
      return m.tickets_label_alert()
    default:
      return from ? m.tickets_label_by_mail({ from }) : m.tickets_label_mail()
  }
}
