import vine from '@vinejs/vine'
import { day } from '#tenants/day_rule'

const name = () => vine.string().trim().minLength(1).maxLength(80)
const clock = () => vine.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const states = [
  'BB',
  'BE',
  'BW',
  'BY',
  'HB',
  'HE',
  'HH',
  'MV',
  'NI',
  'NW',
  'RP',
  'SH',
  'SL',
  'SN',
  'ST',
  'TH',
] as const

const calendarFields = {
  timeZone: vine.string().trim().maxLength(60).optional(),
  state: vine.enum(states).nullable().optional(),
  alwaysOpen: vine.boolean().optional(),
  /** Another one takes the place: a default is never just given up. */
  isDefault: vine.literal(true).optional(),
  hours: vine
    .array(
      vine.object({
        weekday: vine.number().withoutDecimals().min(1).max(7),
        opens: clock(),
        closes: vine.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
      })
    )
    .maxLength(50)
    .optional(),
}

export const createCalendar = vine.create({ name: name(), ...calendarFields })

export const updateCalendar = vine.create({
  version: vine.number().positive(),
  name: name().optional(),
  ...calendarFields,
})

export const setHoliday = vine.create({
  params: vine.object({ day: day() }),
  name: name(),
  closesAt: clock().nullable().optional(),
})

export const removeHoliday = vine.create({ params: vine.object({ day: day() }) })

const minutes = () => vine.number().withoutDecimals().min(1).max(525_600).nullable()

const policyFields = {
  warnPercent: vine.number().withoutDecimals().min(1).max(99).optional(),
  isDefault: vine.literal(true).optional(),
  targets: vine
    .array(
      vine.object({
        priority: vine.enum(['low', 'normal', 'high', 'urgent'] as const),
        firstResponseMinutes: minutes(),
        resolutionMinutes: minutes(),
      })
    )
    .distinct('priority')
    .maxLength(4)
    .optional(),
}

export const createSlaPolicy = vine.create({
  name: name(),
  calendarId: vine.string().uuid(),
  ...policyFields,
})

export const updateSlaPolicy = vine.create({
  version: vine.number().positive(),
  name: name().optional(),
  calendarId: vine.string().uuid().optional(),
  ...policyFields,
})
