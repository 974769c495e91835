import vine from '@vinejs/vine'
import { checkVAT, countries } from 'jsvat'
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'
import { DateTime } from 'luxon'
import { isPostcode } from '#crm/postcode'

/** What the validators of this module are told beside the input: the country whose phone numbers need no prefix. */
export interface PartyMeta {
  country: CountryCode
  [name: string]: unknown
}

/** `DE 136 695 976` becomes DE136695976; shape and check digit by country. */
const vatId = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  const written = value.replace(/[\s.-]/g, '').toUpperCase()
  if (checkVAT(written, countries).isValid) field.mutate(written, field)
  else field.report('The VAT ID is not valid', 'vat_id', field)
})

/** `0431 560123` becomes +49431560123 (E.164). */
const phone = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  const number = parsePhoneNumberFromString(value, (field.meta as PartyMeta).country)
  if (number?.isValid()) field.mutate(number.number, field)
  else field.report('The phone number is not valid', 'phone', field)
})

/** Digits as the country of the same address writes them. */
const postcode = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  const { country } = field.parent as { country?: string }
  if (!isPostcode(value.trim(), country ?? 'DE'))
    field.report('The postcode is not valid', 'postcode', field)
})

/** `www.example.de` becomes https://www.example.de; nothing but http and https, because the screen makes it a link. */
const website = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  const address = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`
  const url = URL.parse(address)
  if (url && /^https?:$/.test(url.protocol) && url.hostname.includes('.'))
    field.mutate(address, field)
  else field.report('The website is not an address', 'website', field)
})

/** A domain as it stands behind the @, lower case. */
const domain = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  if (/^(?!-)[a-z0-9äöüß-]+(\.[a-z0-9äöüß-]+)*\.[a-z]{2,}$/.test(value)) return
  field.report('This is not a domain', 'domain', field)
})

/** `2026-11-23`, and there is such a day. */
const day = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string') return
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !DateTime.fromISO(value).isValid)
    field.report('There is no such day', 'day', field)
})

const words = (limit: number) => vine.string().trim().maxLength(limit)

export const vatIdField = () => words(20).use(vatId()).nullable().optional()
export const phoneField = () => words(40).use(phone())
export const postcodeField = () => words(12).use(postcode())
export const websiteField = () => words(200).use(website()).nullable().optional()
export const domainField = () => words(253).toLowerCase().use(domain())
export const emailField = () => words(254).email().toLowerCase()
export const countryField = () =>
  vine
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/)
export const textField = (limit: number) => words(limit).nullable().optional()
export const dayField = () => words(10).use(day()).nullable().optional()
export const numberField = () => vine.number().withoutDecimals().min(1).max(Number.MAX_SAFE_INTEGER)
