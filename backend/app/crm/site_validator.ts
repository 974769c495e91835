import vine from '@vinejs/vine'
import {
  countryField,
  numberField,
  phoneField,
  postcodeField,
  textField,
  type PartyMeta,
} from '#crm/party_rules'

const name = () => vine.string().trim().minLength(1).maxLength(120)

const fields = {
  street: textField(200),
  postcode: postcodeField().nullable().optional(),
  city: textField(120),
  country: countryField().optional(),
  phone: phoneField().nullable().optional(),
  note: textField(10_000),
}

export const createSite = vine.withMetaData<PartyMeta>().create({ name: name(), ...fields })

export const updateSite = vine.withMetaData<PartyMeta>().create({
  version: numberField(),
  name: name().optional(),
  archived: vine.boolean().optional(),
  ...fields,
})
