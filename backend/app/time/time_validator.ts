import vine from '@vinejs/vine'

const uuid = () => vine.string().uuid()
const address = () => vine.string().trim().toLowerCase().email().maxLength(254)
const outcome = () =>
  vine.enum(['billable', 'contract', 'goodwill', 'warranty', 'internal'] as const)

export const ticketWork = vine.create({
  text: vine.string().maxLength(100_000).optional(),
  audience: vine.enum(['customer', 'third_party', 'internal'] as const),
  channel: vine.enum(['mail', 'phone'] as const).optional(),
  to: vine.array(address()).maxLength(50).optional(),
  cc: vine.array(address()).maxLength(50).optional(),
  fileIds: vine.array(uuid()).maxLength(50).optional(),
  mentions: vine.array(uuid()).maxLength(50).optional(),
  statusId: uuid().optional(),
  assigneeId: uuid().optional(),
  waitUntil: vine.string().maxLength(40).nullable().optional(),
  minutes: vine.number().withoutDecimals().min(1).max(1440).optional(),
  outcome: outcome().optional(),
  outcomeReason: vine.string().trim().maxLength(200).optional(),
  workTypeId: uuid().optional(),
})

const moments = {
  startedAt: vine.string().maxLength(40),
  endedAt: vine.string().maxLength(40),
  breakMinutes: vine.number().withoutDecimals().min(0).max(1440).optional(),
  billedMinutes: vine.number().withoutDecimals().min(0).max(1440).optional(),
  workTypeId: uuid().nullable().optional(),
  location: vine.enum(['on_site', 'remote'] as const).optional(),
  travelMinutes: vine.number().withoutDecimals().min(0).max(1440).optional(),
  outcome: outcome(),
  outcomeReason: vine.string().trim().maxLength(200).nullable().optional(),
  customerText: vine.string().maxLength(2000).optional(),
  internalText: vine.string().maxLength(2000).nullable().optional(),
}

export const bookTime = vine.create({
  ...moments,
  ticketNumber: vine.number().positive().optional(),
  categoryId: uuid().optional(),
})

export const correctTime = vine.create({ ...moments, version: vine.number().positive() })

export const listTime = vine.create({
  from: vine
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  to: vine
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  member: vine.enum(['me', 'all'] as const).optional(),
  ticket: vine.number().positive().optional(),
  unapproved: vine.boolean().optional(),
  after: vine.string().maxLength(500).optional(),
})

export const startTimer = vine.create({ ticketNumber: vine.number().positive() })
