import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import type { SmtpSink } from './smtp_sink.js'
import type { TestTenant } from './tenant.js'

/** Where a mail stands: committed as it came; claimed by the sender; at the mail server; confirmed but not yet told. */
export const PHASES = ['stored', 'claimed', 'sent', 'confirmed'] as const
export type Phase = (typeof PHASES)[number]

/** The Message-IDs (of mails that came in: ids) in each phase, as a killed process left them. */
export async function phasesOf(
  tenant: TestTenant,
  sink: SmtpSink
): Promise<Record<Phase, string[]>> {
  return tenant.run(async () => {
    const stored = await db.from('inbound_mails').where('state', 'stored').select('id')
    const claimed = await db
      .from('outbound_mails')
      .where('state', 'claimed')
      .select('header_message_id')
    const confirmed = await sql<{ id: string }>(
      `select m.header_message_id as id from outbound_mails m
       where m.state = 'sent' and exists (
         select from events e where e.subject_id = m.id
           and ((e.type = 'mail.sent' and exists (select from outbox o where o.event_id = e.id))
             or (e.type = 'mail.due' and exists (select from bus_messages b where b.event_id = e.id and b.consumer = 'send_mail'))))`
    )
    const ids = claimed.map((row) => row.header_message_id as string)
    return {
      stored: stored.map((row) => row.id as string),
      claimed: ids.filter((id) => !sink.arrivals.has(id)),
      sent: ids.filter((id) => sink.arrivals.has(id)),
      confirmed: confirmed.map(({ id }) => id),
    }
  })
}

/** What is still on its way, by name and number; empty when everything has come to rest. */
export async function unsettled(tenant: TestTenant): Promise<Record<string, number>> {
  const [row] = await tenant.run(() =>
    sql<Record<string, number>>(
      `select (select count(*)::int from inbound_mails where state = 'stored') as stored,
              (select count(*)::int from outbound_mails where state in ('queued', 'claimed')) as outgoing,
              (select count(*)::int from outbox) as events,
              (select count(*)::int from bus_messages) as messages,
              (select count(*)::int from timers where key like 'mail:%' or due_at < now() - interval '2 seconds') as timers`
    )
  )
  return Object.fromEntries(Object.entries(row).filter(([, count]) => count > 0))
}
