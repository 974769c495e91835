import vine from '@vinejs/vine'
import {
  countryField,
  dayField,
  domainField,
  emailField,
  numberField,
  phoneField,
  postcodeField,
  textField,
  vatIdField,
  websiteField,
  type PartyMeta,
} from '#crm/party_rules'

const address = () =>
  vine.object({
    purpose: vine.enum(['main', 'billing', 'delivery'] as const),
    addition: textField(200),
    street: vine.string().trim().minLength(1).maxLength(200),
    postcode: postcodeField(),
    city: vine.string().trim().minLength(1).maxLength(120),
    country: countryField(),
  })

const recipient = () => vine.object({ kind: vine.enum(['to', 'cc'] as const), email: emailField() })

const name = () => vine.string().trim().minLength(1).maxLength(200)
const kind = () => vine.enum(['business', 'consumer', 'public_body'] as const)

const fields = {
  parentNumber: numberField().nullable().optional(),
  vatId: vatIdField(),
  taxNumber: textField(40),
  paymentDays: vine.number().withoutDecimals().min(0).max(365).nullable().optional(),
  buyerReference: textField(60),
  einvoiceScheme: vine
    .string()
    .trim()
    .regex(/^[0-9A-Z]{2,4}$/)
    .nullable()
    .optional(),
  einvoiceAddress: textField(254),
  phone: phoneField().nullable().optional(),
  website: websiteField(),
  note: textField(10_000),
  customerSince: dayField(),
  language: vine.enum(['de', 'en'] as const).optional(),
  addresses: vine.array(address()).distinct('purpose').maxLength(3).optional(),
  domains: vine.array(domainField()).distinct().maxLength(50).optional(),
  recipients: vine.array(recipient()).distinct('email').maxLength(20).optional(),
}

export const createAccount = vine
  .withMetaData<PartyMeta>()
  .create({ name: name(), kind: kind().optional(), ...fields })

/** Edit in place: only what changed comes; each of the lists comes whole. */
export const updateAccount = vine.withMetaData<PartyMeta>().create({
  version: numberField(),
  name: name().optional(),
  kind: kind().optional(),
  debtorNumber: vine.number().withoutDecimals().min(1).max(999_999_999).optional(),
  ...fields,
})

export const listAccounts = vine.create({
  q: vine.string().trim().maxLength(200).optional(),
  kind: kind().optional(),
  archived: vine.boolean().optional(),
  sort: vine.enum(['name', 'number', 'newest'] as const).optional(),
  after: vine.string().maxLength(1000).optional(),
  limit: vine.number().withoutDecimals().min(1).max(200).optional(),
})

export const listTimeline = vine.create({
  subject: vine
    .enum([
      'account',
      'contact',
      'site',
      'ticket',
      'contract',
      'document',
      'asset',
      'time_entry',
    ] as const)
    .optional(),
  after: vine.string().maxLength(500).optional(),
})
