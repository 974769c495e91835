import Holidays from 'date-holidays'

/** day 'YYYY-MM-DD'; closesAt 'HH:mm' on half days. Named as the columns of the holidays table. */
export interface HolidayRow {
  day: string
  name_de: string
  name_en: string
  closesAt?: string
}

const GERMAN_STATES = 'BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH'.split(' ')

export const isGermanState = (state: string): boolean => GERMAN_STATES.includes(state)

/** No law closes these afternoons; where a company closes, 14:00 is the usual hour, which the tenant may change. */
const HALF_DAYS = [
  { day: '12-24', name_de: 'Heiliger Abend', name_en: 'Christmas Eve', closesAt: '14:00' },
  { day: '12-31', name_de: 'Silvester', name_en: "New Year's Eve", closesAt: '14:00' },
]

/**
 * The public holidays of a German state ('SH', 'BY') in the order of days. 24 and 31 December are none and come only
 * with `halfDays`. What holds in single communities only (Mariä Himmelfahrt in Bavaria, Augsburg's Friedensfest)
 * is left out. Source: package date-holidays, whose data is CC BY 3.0. Throws RangeError for an unknown state.
 */
export function holidaysOf(
  year: number,
  state: string,
  { halfDays = false }: { halfDays?: boolean } = {}
): HolidayRow[] {
  if (!isGermanState(state)) {
    throw new RangeError(`Unknown German state ${state}`)
  }
  const calendar = new Holidays('DE', state, { types: ['public'] })
  const english = new Map(
    calendar.getHolidays(year, 'en').map((holiday) => [dayOf(holiday), holiday.name])
  )
  const rows = calendar.getHolidays(year, 'de').map((holiday): HolidayRow => ({
    day: dayOf(holiday),
    name_de: holiday.name,
    name_en: english.get(dayOf(holiday)) ?? holiday.name,
  }))
  if (halfDays) {
    rows.push(...HALF_DAYS.map((halfDay) => ({ ...halfDay, day: `${year}-${halfDay.day}` })))
  }
  // In 2008 Ascension fell on 1 May: two names, but one day off, which bears the later name in both languages.
  const days = new Map(rows.map((row) => [row.day, row]))
  return [...days.values()].toSorted((one, other) => one.day.localeCompare(other.day))
}

/** Its own local date: going through an instant would move it with the machine's time zone. */
function dayOf(holiday: { date: string }): string {
  return holiday.date.slice(0, 10)
}
