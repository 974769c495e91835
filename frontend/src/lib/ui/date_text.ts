const DAY = 86_400_000

const words: Record<string, number> = {
  gestern: -1,
  yesterday: -1,
  heute: 0,
  today: 0,
  morgen: 1,
  tomorrow: 1,
  übermorgen: 2,
}

const weekdays = [
  ['so', 'sonntag', 'sun', 'sunday'],
  ['mo', 'montag', 'mon', 'monday'],
  ['di', 'dienstag', 'tue', 'tuesday'],
  ['mi', 'mittwoch', 'wed', 'wednesday'],
  ['do', 'donnerstag', 'thu', 'thursday'],
  ['fr', 'freitag', 'fri', 'friday'],
  ['sa', 'samstag', 'sat', 'saturday'],
]

/**
 * A day as `2026-11-23` from `morgen`, `do` (the next one), `+3`, `+2w`, `12.1.`, `12.1.27`,
 * `12/1/2027` or `2027-01-12`. A day without a year is the one nearest to today.
 */
export function readDate(text: string, today: string): string | undefined {
  const typed = text.trim().toLowerCase()

  if (typed in words) return shift(today, words[typed] ?? 0)

  const weekday = weekdays.findIndex((names) => names.includes(typed.replace(/\.$/, '')))
  if (weekday >= 0) return shift(today, ((weekday - dayOfWeek(today) + 6) % 7) + 1)

  const step = /^([+-]\d{1,3})\s*(t|d|w|)$/.exec(typed)
  if (step) return shift(today, Number(step[1]) * (step[2] === 'w' ? 7 : 1))

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return compose(Number(iso[1]), Number(iso[2]), Number(iso[3]))

  const spoken = /^(\d{1,2})[./]\s*(\d{1,2})(?:[./]\s*(\d{4}|\d{2})?)?$/.exec(typed)
  if (!spoken) return undefined
  const [day, month] = [Number(spoken[1]), Number(spoken[2])]
  if (spoken[3]) return compose(Number(spoken[3]) + (spoken[3].length === 2 ? 2000 : 0), month, day)
  return nearest(today, month, day)
}

function nearest(today: string, month: number, day: number): string | undefined {
  const year = Number(today.slice(0, 4))
  const candidates = [year - 1, year, year + 1].flatMap((one) => compose(one, month, day) ?? [])
  const distance = (date: string) => Math.abs(Date.parse(date) - Date.parse(today))
  return candidates.sort((a, b) => distance(a) - distance(b))[0]
}

/** Undefined for a day the calendar does not have, such as 31.2. */
function compose(year: number, month: number, day: number): string | undefined {
  const pad = (part: number, length: number) => String(part).padStart(length, '0')
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined
}

function shift(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)
}

function dayOfWeek(date: string): number {
  return new Date(date).getUTCDay()
}
