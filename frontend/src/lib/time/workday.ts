const WORKDAY = 8 * 60

/** What counts as a full day, `2026-11-23`, until members have working hours of their own. */
export function workdayMinutes(day: string): number {
  const weekday = new Date(day).getUTCDay()
  return weekday === 0 || weekday === 6 ? 0 : WORKDAY
}
