import vine from '@vinejs/vine'
import { emailField, numberField, phoneField, textField, type PartyMeta } from '#crm/party_rules'

const phone = () =>
  vine.object({ number: phoneField(), kind: vine.enum(['work', 'mobile', 'private'] as const) })
const link = () => vine.object({ number: numberField(), isPrimary: vine.boolean() })
const familyName = () => vine.string().trim().minLength(1).maxLength(120)

const fields = {
  salutation: vine
    .enum(['mr', 'ms', 'none'] as const)
    .nullable()
    .optional(),
  title: textField(60),
  givenName: textField(120),
  position: textField(120),
  language: vine.enum(['de', 'en'] as const).optional(),
  note: textField(10_000),
  emails: vine.array(emailField()).distinct().maxLength(20).optional(),
  phones: vine.array(phone()).distinct('number').maxLength(20).optional(),
  accounts: vine.array(link()).distinct('number').maxLength(50).optional(),
}

export const createContact = vine
  .withMetaData<PartyMeta>()
  .create({ familyName: familyName(), ...fields })

/** Edit in place: only what changed comes; each of the lists comes whole, and in its order. */
export const updateContact = vine.withMetaData<PartyMeta>().create({
  version: numberField(),
  familyName: familyName().optional(),
  ...fields,
})

export const listContacts = vine.create({
  q: vine.string().trim().maxLength(200).optional(),
  account: numberField().optional(),
  archived: vine.boolean().optional(),
  sort: vine.enum(['name', 'newest'] as const).optional(),
  after: vine.string().maxLength(1000).optional(),
  limit: vine.number().withoutDecimals().min(1).max(200).optional(),
})

export const createPortalAccess = vine.create({
  contactId: vine.string().uuid(),
  accountNumber: numberField(),
  role: vine.enum(['user', 'manager'] as const),
})

export const updatePortalAccess = vine.create({ role: vine.enum(['user', 'manager'] as const) })
