import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { mayReopen, type PortalTicket } from '#portal/portal_ticket'

/** Messages shown at once, the newest. */
const MESSAGES = 200

/** Whose turn it is, in the only three ways that a customer can use. */
const turnOf = ({ category, waiting_for }: PortalTicket) =>
  category === 'solved' || category === 'closed'
    ? 'done'
    : category === 'pending' && waiting_for === 'customer'
      ? 'yours'
      : 'ours'

export function portalTicketRow(ticket: PortalTicket) {
  return {
    number: ticket.number,
    subject: ticket.subject,
    turn: turnOf(ticket) as 'ours' | 'yours' | 'done',
    status: { name: ticket.portal_name, nameEn: ticket.portal_name_en },
    assigneeName: ticket.assignee_name,
    createdAt: ticket.created_at.toISOString(),
    lastMessageAt: (ticket.last_message_at ?? ticket.created_at).toISOString(),
  }
}

/** Everything the page of a request shows, from the portal's views alone. */
export async function portalTicketPage(ticket: PortalTicket, at: DateTime) {
  return {
    ...portalTicketRow(ticket),
    mayReply: mayReopen(ticket, at),
    messages: await messagesOf(ticket.id),
  }
}

async function messagesOf(ticketId: string) {
  const rows = await db
    .from('portal.messages')
    .where('ticket_id', ticketId)
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(MESSAGES)
  const files = await db
    .from('portal.message_files')
    .whereIn(
      'message_id',
      rows.map((row) => row.id)
    )
    .whereNot('scan', 'infected')
    .orderBy('position')
  return rows.toReversed().map((row) => ({
    id: row.id as string,
    authorName: row.author_name as string,
    fromStaff: row.from_staff as boolean,
    own: row.own as boolean,
    text: row.body_text as string,
    folded: row.folded_text as string | null,
    html: row.body_html as string | null,
    remoteImages: row.remote_images as number,
    createdAt: (row.created_at as Date).toISOString(),
    files: files
      .filter((file) => file.message_id === row.id)
      .map((file) => ({
        id: file.file_id as string,
        name: file.name as string,
        type: file.type as string,
        size: file.size as number,
        /** shown inside the HTML */
        inline: file.content_id !== null,
      })),
  }))
}
