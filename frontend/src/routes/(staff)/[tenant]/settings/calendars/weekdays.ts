import { getLocale } from '#lib/paraglide/runtime.js'

/** 1 is Monday; 1 January 2024 was one. */
export const weekdayName = (weekday: number): string =>
  new Date(Date.UTC(2024, 0, weekday)).toLocaleDateString(getLocale(), {
    weekday: 'long',
    timeZone: 'UTC',
  })

export const weekdayOptions = () =>
  [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day) }))
