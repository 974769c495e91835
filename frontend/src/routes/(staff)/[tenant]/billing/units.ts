import { getLocale } from '#lib/paraglide/runtime.js'

/** The units an MSP bills in, by their UN/ECE code; what is not listed is shown as its code. */
const UNITS: Record<string, [german: string, english: string]> = {
  C62: ['Stück', 'pieces'],
  HUR: ['Std.', 'hours'],
  MON: ['Monat', 'months'],
  ANN: ['Jahr', 'years'],
  DAY: ['Tag', 'days'],
  KMT: ['km', 'km'],
  LS: ['pauschal', 'flat'],
}

export function unitName(code: string): string {
  return UNITS[code]?.[getLocale() === 'de' ? 0 : 1] ?? code
}

export const unitOptions = () =>
  Object.keys(UNITS).map((value) => ({ value, label: unitName(value) }))
