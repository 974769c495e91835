import type { Consumer } from '#core/consumers'
import type { RecordedEvent } from '#core/events'
import { sql } from '#core/sql'
import { continueHolidays, startHolidays } from '#contracts/calendar_holidays'

/**
 * Keeps the holidays of every calendar filled. A new tenant's calendar is made by `tenants`, which stands above and knows
 * no holidays, so they come by its event; each new year comes by a timer. Doing it twice changes nothing.
 */
export const calendarConsumer: Consumer = {
  name: 'calendar-holidays',
  listens: ['tenant.created', 'calendar.holidays_due'],
  once: false,
  bulk: true,
  async handle(event: RecordedEvent): Promise<void> {
    if (event.type === 'calendar.holidays_due')
      return continueHolidays(event.subjectId, event.payload.year as number)
    for (const { id } of await sql<{ id: string }>('select id from calendars'))
      await startHolidays(id)
  },
}
