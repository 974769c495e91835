import vine from '@vinejs/vine'
import { day } from '#tenants/day_rule'

const text = (length: number) => vine.string().trim().maxLength(length).nullable().optional()
const whole = (least: number, most: number) => vine.number().withoutDecimals().min(least).max(most)

export const updateCompany = vine.create({
  version: vine.number().positive(),
  name: vine.string().trim().minLength(1).maxLength(200).optional(),
  street: text(200),
  postcode: text(12),
  city: text(120),
  country: vine
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  email: vine.string().trim().toLowerCase().email().maxLength(254).nullable().optional(),
  phone: text(40),
  website: text(200),
  registerCourt: text(120),
  registerNumber: text(40),
  managingDirectors: text(300),
  vatId: text(20),
  taxNumber: text(40),
  datevConsultant: whole(1001, 9_999_999).nullable().optional(),
  datevClient: whole(1, 99_999).nullable().optional(),
  datevFiscalYearStartMonth: whole(1, 12).optional(),
  datevAccountLength: whole(4, 8).optional(),
  datevChart: vine.enum(['SKR03', 'SKR04'] as const).optional(),
  datevFixation: vine.boolean().optional(),
  paymentDays: whole(0, 365).optional(),
  invoiceNote: text(2000),
})

export const replaceBankAccounts = vine.create({
  bankAccounts: vine
    .array(
      vine.object({
        bankName: vine.string().trim().minLength(1).maxLength(120),
        iban: vine.string().trim().maxLength(50),
        bic: vine.string().trim().maxLength(20).nullable(),
        holder: vine.string().trim().maxLength(120).nullable(),
      })
    )
    .maxLength(10),
})

export const setVatMethod = vine.create({
  params: vine.object({ validFrom: day() }),
  method: vine.enum(['accrual', 'cash', 'small_business'] as const),
})

export const removeVatMethod = vine.create({ params: vine.object({ validFrom: day() }) })

export const updateNumberRange = vine.create({
  version: vine.number().positive(),
  prefix: vine
    .string()
    .maxLength(12)
    .regex(/^([A-Z0-9/-]|\{YYYY\})*$/)
    .nullable()
    .optional(),
  digits: whole(1, 10).optional(),
  nextValue: whole(1, 9_999_999_999).optional(),
})

export const closePeriod = vine.create({ closedUntil: day() })

export const reopenPeriod = vine.create({ params: vine.object({ closedUntil: day() }) })
