import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'

/** Messages shown at once; older ones are folded into "earlier messages". */
const MESSAGES = 200

/** What was said, oldest first, with files and what became of each mail. */
export async function messages(ticketId: string) {
  const rows = await db
    .from('ticket_messages')
    .where('ticket_id', ticketId)
    .whereNull('undone_at')
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(MESSAGES)
  const files = await sql<{
    message_id: string
    id: string
    name: string
    type: string
    size: number
    content_id: string | null
  }>(
    `select m.message_id, f.id, f.name, f.type, f.size, m.content_id from message_files m join files f on f.id = m.file_id
     where m.message_id = any (?) order by m.position`,
    [rows.map((row) => row.id)]
  )
  const mails = await db
    .from('outbound_mails')
    .where('ticket_id', ticketId)
    .whereNotNull('message_id')
  return rows.toReversed().map((row) => {
    const mail = mails.find((each) => each.message_id === row.id)
    return {
      id: row.id as string,
      direction: row.direction as 'in' | 'out' | 'none',
      channel: row.channel as string,
      audience: row.audience as 'customer' | 'third_party' | 'internal',
      authorName: row.author_name as string,
      authorMemberId: row.author_member_id as string | null,
      from: row.from_address as string | null,
      to: row.to_addresses as string[],
      cc: row.cc_addresses as string[],
      text: row.body_text as string,
      folded: row.folded_text as string | null,
      html: row.body_html as string | null,
      remoteImages: row.remote_images as number,
      createdAt: (row.created_at as Date).toISOString(),
      undoUntil: (row.send_after as Date | null)?.toISOString() ?? null,
      delivery: mail ? (mail.bounced_at ? 'bounced' : (mail.state as string)) : null,
      files: files
        .filter((file) => file.message_id === row.id)
        .map(({ id, name, type, size, content_id }) => ({
          id,
          name,
          type,
          size,
          inline: content_id !== null,
        })),
    }
  })
}

/** What happened between the messages: taken over, waiting, solved, SLA. */
export async function history(ticketId: string) {
  const rows = await sql<{
    type: string
    at: Date
    actor: string
    name: string | null
    payload: Record<string, unknown>
  }>(
    `select e.type, e.occurred_at as at, e.actor, e.payload, coalesce(m.name, concat_ws(' ', c.given_name, c.family_name)) as name
     from events e
     left join members m on e.actor = 'member:' || m.id
     left join contacts c on e.actor = 'contact:' || c.id
     where e.subject_type = 'ticket' and e.subject_id = ? and e.type not in ('ticket.message_added', 'ticket.message_reread', 'ticket.sla_due')
     order by e.occurred_at, e.seq limit 500`,
    [ticketId]
  )
  return rows.map(({ type, at, name, payload }) => ({
    type,
    at: at.toISOString(),
    actorName: name || null,
    payload,
  }))
}
