import { DateTime } from 'luxon'
import { refused } from '#core/errors'
import * as tenancy from '#core/tenancy'

/** Reads a moment that must lie ahead. @throws moment_invalid, moment_past (422) */
export function futureMoment(text: string, field = 'waitUntil'): DateTime {
  const moment = DateTime.fromISO(text, { setZone: true })
  if (!moment.isValid) throw refused('moment_invalid', {}, field)
  if (moment <= tenancy.now()) throw refused('moment_past', {}, field)
  return moment
}
