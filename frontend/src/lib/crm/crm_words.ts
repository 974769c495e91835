import { m } from '../paraglide/messages.js'
import type { AccountRow, Address, AccountPerson } from './crm_types.ts'

const kinds: Record<AccountRow['kind'], () => string> = {
  business: m.crm_kind_business,
  consumer: m.crm_kind_consumer,
  public_body: m.crm_kind_public_body,
}

export const kindName = (kind: AccountRow['kind']): string => kinds[kind]()
export const kindOptions = () =>
  (Object.keys(kinds) as AccountRow['kind'][]).map((kind) => ({
    value: kind,
    label: kindName(kind),
  }))

export const languageOptions = () => [
  { value: 'de', label: m.crm_german() },
  { value: 'en', label: m.crm_english() },
]

const purposes: Record<Address['purpose'], () => string> = {
  main: m.crm_address_main,
  billing: m.crm_address_billing,
  delivery: m.crm_address_delivery,
}

export const purposeName = (purpose: Address['purpose']): string => purposes[purpose]()

const phoneKinds: Record<AccountPerson['phones'][number]['kind'], () => string> = {
  work: m.crm_phone_work,
  mobile: m.crm_phone_mobile,
  private: m.crm_phone_private,
}

export const phoneKindName = (kind: keyof typeof phoneKinds): string => phoneKinds[kind]()

/** The API's field names as a person reads them in the timeline; one without a word here is left out. */
const fields: Record<string, () => string> = {
  name: m.crm_name,
  kind: m.crm_kind,
  parentId: m.crm_parent,
  debtorNumber: m.crm_debtor_number,
  vatId: m.crm_vat_id,
  taxNumber: m.crm_tax_number,
  paymentDays: m.crm_payment_days,
  buyerReference: m.crm_buyer_reference,
  phone: m.crm_phone,
  website: m.crm_website,
  language: m.crm_language,
  customerSince: m.crm_customer_since,
  note: m.crm_note,
  addresses: m.crm_addresses,
  domains: m.crm_domains,
  recipients: m.crm_recipients,
  salutation: m.crm_salutation,
  title: m.crm_title,
  givenName: m.crm_given_name,
  familyName: m.crm_family_name,
  position: m.crm_position,
  emails: m.crm_emails,
  phones: m.crm_phone,
  accounts: m.crm_contact_accounts,
  street: m.crm_street,
  postcode: m.crm_postcode,
  city: m.crm_city,
  country: m.crm_country,
  archivedAt: m.crm_archived,
}

export const fieldNames = (names: string[]): string =>
  [...new Set(names.flatMap((name) => fields[name]?.() ?? []))].join(', ')
