import { DateTime } from 'luxon'
import { refused } from '#core/errors'
import * as tenancy from '#core/tenancy'

/** Reads a moment that must lie ahead. @throws moment_invalid, moment_past (422) */
function futureMoment(text: string, field = 'waitUntil'): DateTime {
  const moment = DateTime.fromISO(text, { setZone: true })
  if (!moment.isValid) throw refused('moment_invalid', {}, field)
  if (moment <= tenancy.now()) throw refused('moment_past', {}, field)
  return moment
}

/** How long to wait: until a moment, until someone acts (null), or as the status says (undefined). */
export function waitMoment(text: string | null | undefined): DateTime | null | undefined {
  if (text) return futureMoment(text)
  return text === undefined ? undefined : null
}
