import vine from '@vinejs/vine'

const priority = () => vine.enum(['low', 'normal', 'high', 'urgent'] as const)
const uuid = () => vine.string().uuid()

export const createTicket = vine.create({
  subject: vine.string().trim().minLength(1).maxLength(300),
  text: vine.string().maxLength(100_000).optional(),
  channel: vine.enum(['phone', 'note', 'mail'] as const),
  accountNumber: vine.number().positive().nullable().optional(),
  contactId: uuid().nullable().optional(),
  queueId: uuid().optional(),
  priority: priority().optional(),
  assignToMe: vine.boolean().optional(),
  assetId: uuid().nullable().optional(),
})

export const updateTicket = vine.create({
  version: vine.number().positive(),
  subject: vine.string().trim().minLength(1).maxLength(300).optional(),
  accountNumber: vine.number().positive().nullable().optional(),
  contactId: uuid().nullable().optional(),
  siteId: uuid().nullable().optional(),
  assetId: uuid().nullable().optional(),
  queueId: uuid().optional(),
  priority: priority().optional(),
})

export const assignTicket = vine.create({ memberId: uuid().nullable() })

export const changeTicketStatus = vine.create({
  statusId: uuid(),
  waitUntil: vine.string().maxLength(40).nullable().optional(),
})

/** The list's URL: what the address bar holds is what the API takes. */
export const listTickets = vine.create({
  view: vine
    .enum(['mine', 'unassigned', 'danger', 'open', 'pending', 'solved', 'all'] as const)
    .optional(),
  status: uuid().optional(),
  queue: uuid().optional(),
  assignee: uuid().optional(),
  priority: priority().optional(),
  account: vine.number().positive().optional(),
  sort: vine.enum(['due', 'newest', 'activity'] as const).optional(),
  after: vine.string().maxLength(500).optional(),
  limit: vine.number().min(1).max(200).optional(),
})

export const mergeTickets = vine.create({ into: vine.number().positive() })

export const linkTickets = vine.create({
  number: vine.number().positive(),
  kind: vine.enum(['related', 'duplicate'] as const),
})

export const tagTicket = vine.create({
  tags: vine.array(vine.string().trim().minLength(1).maxLength(40)).maxLength(20),
})
