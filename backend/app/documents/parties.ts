import type { Address, BankAccount, PostalAddress } from '@kontor/einvoice'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import type { VatGroup, VatRate } from '#charges/vat'

/** The seller with what its documents and bookings need. */
export interface Company {
  id: string
  name: string
  address: Address
  email: string | null
  phone: string | null
  website: string | null
  registration: string | null
  managingDirectors: string[]
  vatId: string | null
  taxNumber: string | null
  chart: 'SKR03' | 'SKR04'
  accountLength: number
  paymentDays: number
  invoiceNote: string | null
  /** Methods by the day they begin, latest first. */
  vatMethods: { validFrom: string; method: 'accrual' | 'cash' | 'small_business' }[]
  bankAccounts: BankAccount[]
}

/** The buyer as printed. */
export interface BillingAccount {
  id: string
  number: number
  name: string
  kind: 'business' | 'consumer' | 'public_body'
  language: 'de' | 'en'
  vatId: string | null
  paymentDays: number | null
  buyerReference: string | null
  electronicAddress: { scheme: string; value: string } | null
  address: Address
  postalAddress: PostalAddress | null
}

export interface BilledItem {
  id: string
  number: string
  kind: 'service' | 'goods'
  revenueAccount: number | null
  vatGroup: VatGroup
}

/** Everything that documents refer to, loaded once for as many documents as there are. */
export interface Parties {
  /** Oldest first: the first one bills what no contract gives to another. */
  companies: Map<string, Company>
  accounts: Map<string, BillingAccount>
  items: Map<string, BilledItem>
  sites: Map<string, string>
  rates: VatRate[]
  brandColour: string
}

/** The accent of the screens, for tenants without a colour of their own. */
const USUAL_COLOUR = '#0b6070'
/** What is missing stays empty here and is named by checkInvoice. */
const NO_ADDRESS: Address = { street: '', extra: null, postcode: '', city: '', country: 'DE' }

export async function loadParties(accountIds: string[]): Promise<Parties> {
  const accounts = await loadAccounts(accountIds)
  const items = await sql<BilledItem>(
    'select id, number, kind, revenue_account as "revenueAccount", vat_group as "vatGroup" from items'
  )
  const sites = await sql<{ id: string; name: string }>(
    'select id, name from sites where account_id = any(?::uuid[])',
    [accountIds]
  )
  const rates = await sql<VatRate>(
    `select country, vat_group as "vatGroup", rate as percent, valid_from as "validFrom", valid_to as "validTo" from vat_rates`
  )
  const [tenant] = await sql<{ brand_color: string | null }>(
    'select brand_color from tenants where id = ?',
    [tenancy.tenantId()]
  )
  return {
    companies: await loadCompanies(),
    accounts,
    items: new Map(items.map((item) => [item.id, item])),
    sites: new Map(sites.map(({ id, name }) => [id, name])),
    rates,
    brandColour: tenant.brand_color ?? USUAL_COLOUR,
  }
}

interface CompanyRow extends Omit<Company, 'address' | 'registration' | 'managingDirectors'> {
  street: string | null
  postcode: string | null
  city: string | null
  country: string
  court: string | null
  registerNumber: string | null
  directors: string | null
}

async function loadCompanies(): Promise<Map<string, Company>> {
  const rows = await sql<CompanyRow>(
    `select c.id, c.name, c.street, c.postcode, c.city, c.country, c.email, c.phone, c.website, c.register_court as court,
            c.register_number as "registerNumber", c.managing_directors as directors, c.vat_id as "vatId",
            c.tax_number as "taxNumber", c.datev_chart as chart, c.datev_account_length as "accountLength",
            c.payment_days as "paymentDays", c.invoice_note as "invoiceNote",
            coalesce((select jsonb_agg(jsonb_build_object('validFrom', m.valid_from, 'method', m.method) order by m.valid_from desc)
                      from company_vat_methods m where m.company_id = c.id), '[]') as "vatMethods",
            coalesce((select jsonb_agg(jsonb_build_object('iban', b.iban, 'bic', b.bic, 'bankName', b.bank_name) order by b.position, b.id)
                      from company_bank_accounts b where b.company_id = c.id), '[]') as "bankAccounts"
     from companies c order by c.created_at, c.id`
  )
  return new Map(
    rows.map(
      ({ street, postcode, city, country, court, registerNumber, directors, ...company }) => [
        company.id,
        {
          ...company,
          address: {
            street: street ?? '',
            extra: null,
            postcode: postcode ?? '',
            city: city ?? '',
            country,
          },
          registration: [court, registerNumber].filter(Boolean).join(', ') || null,
          managingDirectors: (directors ?? '')
            .split(/[,;\n]/)
            .map((name) => name.trim())
            .filter(Boolean),
        },
      ]
    )
  )
}

interface AddressRow extends Address {
  purpose: 'main' | 'billing'
}

async function loadAccounts(ids: string[]): Promise<Map<string, BillingAccount>> {
  const rows = await sql<
    Omit<BillingAccount, 'electronicAddress' | 'address' | 'postalAddress'> & {
      scheme: string | null
      electronic: string | null
      email: string | null
      addresses: AddressRow[]
    }
  >(
    `select a.id, a.number, a.name, a.kind, a.language, a.vat_id as "vatId", a.payment_days as "paymentDays",
            a.buyer_reference as "buyerReference", a.einvoice_scheme as scheme, a.einvoice_address as electronic,
            (select r.email from invoice_recipients r where r.account_id = a.id and r.kind = 'to' order by r.email limit 1) as email,
            coalesce((select jsonb_agg(jsonb_build_object('purpose', d.purpose, 'extra', d.addition, 'street', d.street,
                                                          'postcode', d.postcode, 'city', d.city, 'country', d.country))
                      from account_addresses d where d.account_id = a.id and d.purpose <> 'delivery'), '[]') as addresses
     from accounts a where a.id = any(?::uuid[])`,
    [ids]
  )
  return new Map(
    rows.map(({ scheme, electronic, email, addresses, ...account }) => {
      const value = electronic ?? email
      return [
        account.id,
        {
          ...account,
          electronicAddress: value ? { scheme: electronic ? (scheme ?? 'EM') : 'EM', value } : null,
          address: addressOf(addresses, 'main') ?? addressOf(addresses, 'billing') ?? NO_ADDRESS,
          postalAddress: postalAddressOf(account.name, addresses),
        },
      ]
    })
  )
}

function addressOf(addresses: AddressRow[], purpose: AddressRow['purpose']): Address | null {
  const row = addresses.find((address) => address.purpose === purpose)
  return row
    ? {
        street: row.street,
        extra: row.extra,
        postcode: row.postcode,
        city: row.city,
        country: row.country,
      }
    : null
}

/** The billing address goes into the window of the letter; the buyer is still printed with the main one. */
function postalAddressOf(name: string, addresses: AddressRow[]): PostalAddress | null {
  const [main, billing] = [addressOf(addresses, 'main'), addressOf(addresses, 'billing')]
  return main && billing ? { name, ...billing } : null
}
