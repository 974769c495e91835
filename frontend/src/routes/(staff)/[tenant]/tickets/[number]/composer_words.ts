import { duration } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { statusName } from '#lib/tickets/ticket_options.svelte.ts'
import { moment } from '#lib/tickets/ticket_words.ts'
import type { TicketStatus } from '#lib/tickets/ticket_types.ts'
import type { Composer } from './composer.svelte.ts'

const DAY = 86_400_000

/** What the button is going to do: "Antworten · Wartet auf Kunde bis Do 9:00 · 0:15". */
export function sendLabel(composer: Composer): string {
  const { status, changesStatus, waitUntil, minutes } = composer
  const parts = [verb(composer)]
  if (status && changesStatus) {
    const opens = waitUntil ?? opensByItself(status)
    const until = opens ? ` ${m.tickets_until({ moment: moment(opens, Date.now()) })}` : ''
    parts.push(statusName(status) + until)
  }
  if (minutes !== null) parts.push(duration(minutes))
  return parts.join(' · ')
}

/** The moment that the status itself sets where none is typed. */
function opensByItself({ reopensAfterDays }: TicketStatus): string | undefined {
  if (!reopensAfterDays) return undefined
  return new Date(Date.now() + reopensAfterDays * DAY).toISOString()
}

function verb({ letter, audience, callsOnly }: Composer): string {
  if (!letter.text.trim()) return m.tickets_send_book()
  if (callsOnly) return m.tickets_send_call()
  if (audience === 'internal') return m.tickets_send_note()
  return audience === 'customer' ? m.tickets_send_reply() : m.tickets_send_external()
}

/** What has been done, for the toast; status and minutes are told by the conversation. */
export function sentLabel({ letter, audience, callsOnly }: Composer): string {
  if (!letter.text.trim()) return m.tickets_said_booked()
  if (callsOnly) return m.tickets_said_call()
  return audience === 'internal' ? m.tickets_said_note() : m.tickets_said_sending()
}

/** The composer's field for one of the API: `to.0` is an address of `to`; whom a note hands over to stands in its text. */
export function fieldOf(field = 'text'): string {
  const [name] = field.split('.')
  return name === 'assigneeId' ? 'text' : name
}
