const MINUTE = 60_000

/** How far the zone's clocks are ahead of UTC at that instant, in milliseconds. */
function offset(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second')
  )
  return wall - Math.floor(instant / 1000) * 1000
}

/**
 * The instant at which clocks of the zone show `2026-11-23` and so many minutes after midnight. A time that daylight
 * saving skips is taken an hour later, one that it repeats the first time.
 */
export function instantAt(day: string, minutes: number, zone: string): string {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE
  const before = wall - offset(wall - 720 * MINUTE, zone)
  const near =
    offset(before, zone) === offset(wall - 720 * MINUTE, zone)
      ? before
      : wall - offset(before, zone)
  return new Date(near).toISOString()
}

/** `2026-11-23` on the calendars of the zone. */
export function dayOf(instant: number | string, zone: string): string {
  const at = new Date(instant).getTime()
  return new Date(at + offset(at, zone)).toISOString().slice(0, 10)
}

/** Minutes after midnight on the clocks of the zone. */
export function minutesOf(instant: number | string, zone: string): number {
  const at = new Date(instant).getTime()
  return Math.floor(((at + offset(at, zone)) % 86_400_000) / MINUTE)
}

export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The Monday of the day's week. */
export function weekStart(day: string): string {
  return shiftDay(day, -((new Date(day).getUTCDay() + 6) % 7))
}
