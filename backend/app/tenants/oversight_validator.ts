import vine from '@vinejs/vine'
import { day } from '#tenants/day_rule'

const after = () => vine.string().maxLength(500).optional()

export const listIdentityMails = vine.create({ after: after() })

export const listAuditEntries = vine.create({
  /** days on the tenant's clock, both included */
  from: day().optional(),
  to: day().optional(),
  actor: vine
    .string()
    .regex(/^(member|contact|system):[\w-]{1,80}$/)
    .optional(),
  table: vine
    .string()
    .regex(/^[a-z_]{1,63}$/)
    .optional(),
  row: vine.string().maxLength(80).optional(),
  after: after(),
})
