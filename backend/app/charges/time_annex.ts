import type { TimeEntry } from '@kontor/einvoice'
import i18nManager from '@adonisjs/i18n/services/main'
import { sql } from '#core/sql'
import type { Coverage, Note } from '#charges/charge_shapes'

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
 * text; of a ticket in a restricted queue neither number nor subject, because whoever opens the invoice may not see that
 * queue. The billed minutes add up to the hours on the lines: what rounding adds stands on the last entry of its group,
 * what an allowance pays is taken from the first ones.
 */
export async function timeAnnex(
  charges: ChargeExplanation[],
  language: 'de' | 'en'
): Promise<TimeEntry[]> {
  const billed = charges.flatMap(billedMinutes)
  const rows = await sql<WorkRow>(
    `select t.id, t.work_date as date, m.name as person, t.worked_minutes as minutes,
            case when not q.restricted then k.number end as "ticketNumber",
            case when not q.restricted then coalesce(nullif(t.customer_text, ''), k.subject)
                 when t.customer_text = k.subject then '' else t.customer_text end as text
     from time_entries t
     join members m on m.tenant_id = t.tenant_id and m.id = t.member_id
     left join tickets k on k.tenant_id = t.tenant_id and k.id = t.ticket_id
     left join queues q on q.tenant_id = k.tenant_id and q.id = k.queue_id
     where t.id = any(?::uuid[]) order by t.work_date, t.started_at, t.id`,
    [billed.map(({ id }) => id)]
  )
  const words = i18nManager.locale(language)
  const byId = new Map(billed.map((entry) => [entry.id, entry]))
  return rows.map(({ id, ticketNumber, ...row }) => {
    const { minutes, covered, isContract } = byId.get(id)!
    const coveredBy = isContract ? 'in_contract' : minutes > 0 ? 'partly_covered' : 'covered'
    return {
      ...row,
      ticketNumber: ticketNumber === null ? null : String(ticketNumber),
      billedMinutes: minutes,
      outcome: covered ? words.t(`billing.${coveredBy}`) : null,
    }
  })
}

interface BilledEntry {
  id: string
  minutes: number
  covered: boolean
  isContract: boolean
}

function billedMinutes({ notes, coverage }: ChargeExplanation): BilledEntry[] {
  const entries: BilledEntry[] = []
  const isContract = coverage.some(({ kind }) => kind === 'contract')
  // A 'rounded' note says what its entries come to; the notes of the entries follow it.
  let rest = 0
  for (const { code, params } of notes) {
    if (code === 'rounded') {
      addTo(entries.at(-1), rest)
      rest = Number(params.billedMinutes)
    } else if (code === 'time_entry') {
      const minutes = Math.min(Number(params.minutes), rest)
      rest -= minutes
      entries.push({ id: String(params.id), minutes, covered: false, isContract })
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
