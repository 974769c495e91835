import type { I18n } from '@adonisjs/i18n'
import { DateTime } from 'luxon'
import { worded } from '#core/problems'
import type { Note } from '#charges/charge_shapes'

export interface Reader {
  i18n: I18n
  /** IANA zone of the tenant */
  zone: string
  /** Numbers of tickets in restricted queues that this person may not see: their work is explained without them. */
  hiddenTickets: ReadonlySet<number>
}

/** What a charge says of itself, in sentences of the reader's language; rounding that changed nothing is not worth one. */
export function noteTexts(notes: Note[], reader: Reader): string[] {
  return notes
    .filter(
      ({ code, params }) => code !== 'rounded' || params.workedMinutes !== params.billedMinutes
    )
    .map((note) => noteText(note, reader))
}

function noteText(note: Note, reader: Reader): string {
  return reader.i18n.t(`billing.notes.${note.code}`, readable(note.params, reader), note.code)
}

/** Why a document needs someone: refusals have their sentence among the errors, hints among the notes. */
export function problemText(
  problem: { code: string; params: Note['params']; blocks: boolean },
  reader: Reader
): string {
  const key = problem.blocks ? `errors.${problem.code}` : `billing.notes.${problem.code}`
  return reader.i18n.t(key, readable(problem.params, reader), problem.code)
}

/** 95 minutes are 1:35. */
export const duration = (minutes: number) =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`

function readable(
  params: Note['params'],
  { i18n, zone, hiddenTickets }: Reader
): Record<string, string | number> {
  const entries = Object.entries(params).map(([name, value]): [string, string | number] => {
    const isHidden = name === 'ticketNumber' && hiddenTickets.has(Number(value))
    // ICU's `select` finds what is not there by this word.
    if (value === null || isHidden) return [name, 'none']
    if (name.toLowerCase().includes('minutes')) return [name, duration(Number(value))]
    if (name.endsWith('At'))
      return [name, DateTime.fromISO(String(value), { zone }).toFormat('HH:mm')]
    return [name, worded(value, i18n.locale)]
  })
  return Object.fromEntries(entries)
}
