import vine from '@vinejs/vine'
import { DateTime } from 'luxon'

const calendarDay = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  // Luxon also takes '2026-W12', times and the year 0, which PostgreSQL does not know.
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(value) || !DateTime.fromISO(value).isValid) {
    field.report('The {{ field }} field must be a day, as 2026-01-31', 'date', field)
  }
})

/** A day 'YYYY-MM-DD' that exists in the calendar. */
export const day = () => vine.string().use(calendarDay())
