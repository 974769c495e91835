/**
 * How worked minutes become billed minutes: always up to the next full step, and at least the minimum.
 * scope says what is rounded as one: each entry, all entries of a ticket, or all entries of a day.
 */
export interface RoundingRule {
  scope: 'entry' | 'ticket' | 'day'
  stepMinutes: number
  minimumMinutes: number
}

export interface RoundableEntry {
  id: string
  ticketId: string | null
  /** Local day of the work, 'YYYY-MM-DD'. */
  day: string
  minutes: number
}

export interface RoundedGroup<Entry> {
  entries: Entry[]
  workedMinutes: number
  billedMinutes: number
}

/** Billed minutes of one group. Nothing worked is nothing billed: the minimum is for work, not for an empty entry. */
export function roundMinutes(worked: number, rule: RoundingRule): number {
  if (!Number.isInteger(worked) || worked < 0) {
    throw new RangeError(`Worked minutes must be a whole number from 0, not ${worked}`)
  }
  if (!Number.isInteger(rule.stepMinutes) || rule.stepMinutes < 1) {
    throw new RangeError(`A rounding step must be at least one minute, not ${rule.stepMinutes}`)
  }
  if (worked === 0) {
    return 0
  }
  const stepped = Math.ceil(worked / rule.stepMinutes) * rule.stepMinutes
  return Math.max(stepped, rule.minimumMinutes)
}

/** Groups in the order of their first entry. Under scope 'ticket' an entry without a ticket is a group of its own. */
export function roundEntries<Entry extends RoundableEntry>(
  entries: Entry[],
  rule: RoundingRule
): RoundedGroup<Entry>[] {
  const groups = Map.groupBy(entries, (entry) => groupOf(entry, rule))
  return [...groups.values()].map((group) => {
    const workedMinutes = group.reduce((sum, entry) => sum + entry.minutes, 0)
    return { entries: group, workedMinutes, billedMinutes: roundMinutes(workedMinutes, rule) }
  })
}

function groupOf(entry: RoundableEntry, rule: RoundingRule): string {
  if (rule.scope === 'day') {
    return entry.day
  }
  return rule.scope === 'ticket' && entry.ticketId
    ? `ticket ${entry.ticketId}`
    : `entry ${entry.id}`
}
