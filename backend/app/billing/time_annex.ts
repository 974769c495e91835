import type { TimeEntry } from '@kontor/einvoice'
import i18nManager from '@adonisjs/i18n/services/main'
import { sql } from '#core/sql'
import type { Coverage, Note } from '#billing/charge_shapes'

/** What is kept of a charge beside its amount. */
export interface ChargeExplanation {
  notes: Note[]
  warnings: Note[]
  coverage: Coverage[]
}

interface WorkRow {
  id: string
  date: string
  ticketNumber: number | null
  person: string
  text: string
  minutes: number
}

/**
 * The times behind charges as the customer may see them: what the technician wrote for the customer, never the internal
 * text. The billed minutes add up to the hours on the lines: what rounding adds stands on the last entry of its group,
 * what an allowance pays is taken from the first ones.
 */
export async function timeAnnex(
  charges: ChargeExplanation[],
  language: 'de' | 'en'
): Promise<TimeEntry[]> {
  const billed = charges.flatMap(billedMinutes)
  const rows = await sql<WorkRow>(
    `select t.id, t.work_date as date, k.number as "ticketNumber", m.name as person,
            coalesce(nullif(t.customer_text, ''), k.subject, '') as text, t.worked_minutes as minutes
     from time_entries t
     join members m on m.tenant_id = t.tenant_id and m.id = t.member_id
     left join tickets k on k.tenant_id = t.tenant_id and k.id = t.ticket_id
     where t.id = any(?::uuid[]) order by t.work_date, t.started_at, t.id`,
    [billed.map(({ id }) => id)]
  )
  const words = i18nManager.locale(language)
  const byId = new Map(billed.map((entry) => [entry.id, entry]))
  return rows.map(({ id, ticketNumber, ...row }) => {
    const { minutes, covered } = byId.get(id)!
    return {
      ...row,
      ticketNumber: ticketNumber === null ? null : String(ticketNumber),
      billedMinutes: minutes,
      outcome: covered ? words.t(minutes > 0 ? 'billing.partly_covered' : 'billing.covered') : null,
    }
  })
}

interface BilledEntry {
  id: string
  minutes: number
  covered: boolean
}

function billedMinutes({ notes, coverage }: ChargeExplanation): BilledEntry[] {
  const entries: BilledEntry[] = []
  // A 'rounded' note says what its entries come to; the notes of the entries follow it.
  let rest = 0
  for (const { code, params } of notes) {
    if (code === 'rounded') {
      addTo(entries.at(-1), rest)
      rest = Number(params.billedMinutes)
    } else if (code === 'time_entry') {
      const minutes = Math.min(Number(params.minutes), rest)
      rest -= minutes
      entries.push({ id: String(params.id), minutes, covered: false })
    }
  }
  addTo(entries.at(-1), rest)
  let allowance = coverage.reduce((sum, { minutes }) => sum + minutes, 0)
  return entries.map((entry) => {
    const covered = Math.min(allowance, entry.minutes)
    allowance -= covered
    return { ...entry, minutes: entry.minutes - covered, covered: covered > 0 }
  })
}

function addTo(entry: BilledEntry | undefined, minutes: number): void {
  if (entry) entry.minutes += minutes
}
