import { IANAZone } from 'luxon'
import { CalendarSchema } from '#database/schema'
import { refused } from '#core/errors'
import { record } from '#core/events'
import { sql } from '#core/sql'
import { saveChanged, touch } from '#core/tenant_model'
import type { OpeningHours } from '#contracts/business_calendar'
import { exchangeHolidays, startHolidays, stopHolidays } from '#contracts/calendar_holidays'
import type { CalendarEvent } from '#contracts/contract_events'
import { keepTerms } from '#contracts/sla_terms'

export interface CalendarFields {
  name?: string
  timeZone?: string
  /** Bundesland, e.g. SH; null has no public holidays */
  state?: string | null
  alwaysOpen?: boolean
  isDefault?: true
  hours?: OpeningHours[]
}

/** A calendar as the tenant sets it up; business_calendar.ts calculates with it. */
export class TenantCalendar extends CalendarSchema {
  static table = 'calendars'

  static async add({
    hours,
    isDefault,
    ...fields
  }: CalendarFields & { name: string }): Promise<TenantCalendar> {
    const calendar = new TenantCalendar()
    calendar.merge({
      timeZone: 'Europe/Berlin',
      state: null,
      alwaysOpen: false,
      ...fields,
      isDefault: false,
      version: 1,
    })
    calendar.check()
    await calendar.save()
    if (isDefault) await calendar.becomeDefault()
    await calendar.setHours(hours ?? [])
    await startHolidays(calendar.id)
    await calendar.record('calendar.created')
    return calendar
  }

  async change(
    this: TenantCalendar,
    { hours, isDefault, ...fields }: CalendarFields
  ): Promise<void> {
    const oldState = this.state
    this.merge(fields)
    this.check()
    const others = hours && (await this.opensDifferently(hours)) ? hours : null
    const { timeZone, state, alwaysOpen } = this.$dirty
    if (others || timeZone !== undefined || state !== undefined || alwaysOpen !== undefined)
      await keepTerms({ calendarId: this.id })
    const changed = await saveChanged(this)
    if (isDefault && !this.isDefault) changed.push(...(await this.becomeDefault()))
    if (others) changed.push(...(await this.setHours(others)))
    if (others && changed.length === 1) await touch(this)
    if (this.state !== oldState) await exchangeHolidays(this.id, oldState)
    if (changed.length) await this.record('calendar.updated', { changed })
  }

  /** @throws default_needed (422); in_use (409) while an SLA goes by it */
  async remove(): Promise<void> {
    if (this.isDefault) throw refused('default_needed')
    await stopHolidays(this.id)
    await this.delete()
    await this.record('calendar.removed')
  }

  private check(): void {
    if (!IANAZone.isValidZone(this.timeZone))
      throw refused('calendar_time_zone_unknown', { timeZone: this.timeZone }, 'timeZone')
  }

  private async becomeDefault(): Promise<string[]> {
    await sql('update calendars set is_default = false where is_default')
    this.isDefault = true
    return saveChanged(this)
  }

  private async opensDifferently(hours: OpeningHours[]): Promise<boolean> {
    const known = await sql<OpeningHours>(
      'select weekday, opens, closes from calendar_hours where calendar_id = ?',
      [this.id]
    )
    const text = (list: OpeningHours[]) =>
      list
        .map(({ weekday, opens, closes }) => [weekday, opens, closes].join())
        .toSorted()
        .join(';')
    return text(known) !== text(hours)
  }

  private async setHours(hours: OpeningHours[]): Promise<string[]> {
    await sql('delete from calendar_hours where calendar_id = ?', [this.id])
    for (const { weekday, opens, closes } of hours) {
      await sql(
        'insert into calendar_hours (calendar_id, weekday, opens, closes) values (?, ?, ?, ?)',
        [this.id, weekday, opens, closes]
      )
    }
    return ['hours']
  }

  private async record(type: CalendarEvent, payload: Record<string, unknown> = {}): Promise<void> {
    await record({ type, subject: { type: 'calendar', id: this.id }, payload })
  }
}
