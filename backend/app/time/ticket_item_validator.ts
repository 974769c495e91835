import vine from '@vinejs/vine'
import { day } from '#tenants/day_rule'

const decimal = () =>
  vine
    .string()
    .trim()
    .regex(/^-?\d{1,12}(\.\d{1,6})?$/)

const fields = {
  quantity: decimal().optional(),
  unitPrice: decimal().optional(),
  description: vine.string().trim().maxLength(500).nullable().optional(),
  suppliedOn: day().optional(),
}

export const addTicketItem = vine.create({
  itemNumber: vine.string().trim().minLength(1).maxLength(40),
  ...fields,
})

export const changeTicketItem = vine.create({ version: vine.number().positive(), ...fields })
