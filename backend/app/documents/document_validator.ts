import vine from '@vinejs/vine'
import { month } from '#charges/month_rule'
import { moment } from '#documents/moment_rule'
import { day } from '#tenants/day_rule'

/** At most six decimals, as the columns hold; far below what a sum in cents can hold. */
const amountInBounds = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && Math.abs(Number(value)) >= 10_000_000)
    field.report('The {{ field }} field must be less than 10,000,000', 'amount_bounds', field)
})
const decimal = () =>
  vine
    .string()
    .regex(/^-?\d{1,12}(\.\d{1,6})?$/)
    .use(amountInBounds())

export const issueDocument = vine.create({ date: day().optional() })
/** `at` in the future makes the mail wait. */
export const deliverDocument = vine.create({ at: moment().optional() })

export const listDocuments = vine.create({
  state: vine.enum(['draft', 'issued', 'unsent'] as const).optional(),
  accountNumber: vine.number().positive().withoutDecimals().optional(),
  month: month().optional(),
  number: vine.string().trim().toUpperCase().maxLength(16).optional(),
  after: vine.string().maxLength(500).optional(),
  limit: vine.number().min(1).max(200).withoutDecimals().optional(),
})

const freeDocument = {
  companyId: vine.string().uuid().nullable().optional(),
  accountNumber: vine.number().positive().withoutDecimals(),
  debtorAccountNumber: vine.number().positive().withoutDecimals().nullable().optional(),
  subject: vine.string().trim().minLength(1).maxLength(120),
  supplyFrom: day(),
  supplyTo: day(),
  poReference: vine.string().trim().maxLength(60).nullable().optional(),
  lines: vine
    .array(
      vine.object({
        itemNumber: vine.string().trim().maxLength(40).nullable().optional(),
        description: vine.string().trim().minLength(1).maxLength(500),
        quantity: decimal(),
        unit: vine.string().regex(/^[A-Z0-9]{2,3}$/),
        unitPrice: decimal(),
        vatGroup: vine.enum(['standard', 'reduced'] as const).optional(),
        costCentre: vine.string().trim().maxLength(36).nullable().optional(),
      })
    )
    .minLength(1)
    .maxLength(500),
}

export const createDocument = vine.create(freeDocument)
export const updateDocument = vine.create({ ...freeDocument, version: vine.number().positive() })
