import vine from '@vinejs/vine'
import { month } from '#charges/month_rule'
import { contractLines } from '#contracts/contract_line_rule'
import { moment } from '#documents/moment_rule'
import { day } from '#tenants/day_rule'

const ids = () => vine.array(vine.string().uuid()).maxLength(2000).optional()

/** The month in an address. */
export const billedMonth = vine.create({ params: vine.object({ month: month() }) })
export const issueRun = vine.create({ documentIds: ids(), date: day().optional() })
/** `at` in the future makes the mails wait. */
export const deliverRun = vine.create({ documentIds: ids(), at: moment().optional() })

export const previewLines = vine.create({ lines: contractLines() })
