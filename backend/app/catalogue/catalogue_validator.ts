import vine from '@vinejs/vine'
import { day } from '#tenants/day_rule'

const decimal = () =>
  vine
    .string()
    .trim()
    .regex(/^-?\d{1,12}(\.\d{1,6})?$/)
const itemNumber = () => vine.string().trim().minLength(1).maxLength(40)
const name = () => vine.string().trim().minLength(1).maxLength(200)

const itemFields = {
  description: vine.string().trim().maxLength(4000).nullable().optional(),
  kind: vine.enum(['service', 'goods'] as const).optional(),
  /** UN/ECE Recommendation 20 */
  unit: vine
    .string()
    .regex(/^[A-Z0-9]{2,3}$/)
    .optional(),
  price: decimal().optional(),
  revenueAccount: vine.number().withoutDecimals().min(1).max(99_999_999).nullable().optional(),
  vatGroup: vine.enum(['standard', 'reduced'] as const).optional(),
}

export const listItems = vine.create({
  q: vine.string().trim().maxLength(200).optional(),
  archived: vine.boolean().optional(),
  after: vine.string().maxLength(500).optional(),
  limit: vine.number().min(1).max(200).optional(),
})

export const createItem = vine.create({
  number: itemNumber().optional(),
  name: name(),
  ...itemFields,
})

export const updateItem = vine.create({
  version: vine.number().positive(),
  number: itemNumber().optional(),
  name: name().optional(),
  ...itemFields,
})

export const setItemCost = vine.create({
  params: vine.object({ validFrom: day() }),
  cost: decimal(),
})

export const removeItemCost = vine.create({ params: vine.object({ validFrom: day() }) })

export const createWorkType = vine.create({
  name: vine.string().trim().minLength(1).maxLength(80),
  itemNumber: itemNumber(),
  position: vine.number().withoutDecimals().min(1).max(1000).optional(),
})

export const updateWorkType = vine.create({
  version: vine.number().positive(),
  name: vine.string().trim().minLength(1).maxLength(80).optional(),
  itemNumber: itemNumber().optional(),
  position: vine.number().withoutDecimals().min(1).max(1000).optional(),
  archived: vine.boolean().optional(),
})
