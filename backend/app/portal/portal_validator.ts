import vine from '@vinejs/vine'

const text = () => vine.string().trim().maxLength(20_000)
/** What an upload answered with: see portal_upload.ts. */
const files = () => vine.array(vine.string().maxLength(1000)).maxLength(10)
/** Length beats classes of characters (NIST SP 800-63B, 5.1.1.2). */
const password = () => vine.string().minLength(10).maxLength(200)

export const portalSignIn = vine.create({
  email: vine.string().trim().maxLength(254),
  password: vine.string().maxLength(200),
})

export const requestLoginLink = vine.create({ email: vine.string().trim().email().maxLength(254) })

export const useLoginLink = vine.create({ password: password().optional() })

export const changePortalPassword = vine.create({
  current: vine.string().maxLength(200).optional(),
  password: password(),
})

export const switchAccount = vine.create({ accountId: vine.string().uuid() })

export const listPortalTickets = vine.create({
  state: vine.enum(['open', 'done'] as const).optional(),
  after: vine.string().maxLength(500).optional(),
  limit: vine.number().min(1).max(100).optional(),
})

export const reportTicket = vine.create({
  subject: vine.string().trim().minLength(1).maxLength(200),
  text: text().minLength(1),
  urgency: vine.enum(['later', 'hinders', 'standstill'] as const),
  files: files().optional(),
})

export const answerTicket = vine.create({ text: text().optional(), files: files().optional() })

export const listInvoices = vine.create({
  after: vine.string().maxLength(500).optional(),
  limit: vine.number().min(1).max(100).optional(),
})
