import vine from '@vinejs/vine'
import { day } from '#tenants/day_rule'

export const createExport = vine.create({ companyId: vine.string().uuid(), from: day(), to: day() })
