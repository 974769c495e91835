import type { I18n } from '@adonisjs/i18n'
import type { Reader } from '#charges/note_text'
import { sql } from '#core/sql'
import { tenantTime } from '#charges/tenant_time'

/** Who is told why an amount is what it is: office people see all invoices, but not every queue. */
export async function readerOf({
  i18n,
  member,
}: {
  i18n: I18n
  member: { hiddenQueueIds: string[] }
}): Promise<Reader> {
  return {
    i18n,
    zone: (await tenantTime()).zoneName,
    hiddenTickets: await ticketsIn(member.hiddenQueueIds),
  }
}

/** Restricted queues are small: whoever restricts one has few people in mind. */
async function ticketsIn(queueIds: string[]): Promise<Set<number>> {
  if (queueIds.length === 0) return new Set()
  const rows = await sql<{ number: number }>(
    'select number from tickets where queue_id = any(?::uuid[])',
    [queueIds]
  )
  return new Set(rows.map(({ number }) => number))
}
