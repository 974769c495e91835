import type { CountryCode } from 'libphonenumber-js'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import type { PartyMeta } from '#crm/party_rules'

/** The country of the tenant, as its validators want it: a phone number without a prefix is one of there. */
export async function partyMeta(): Promise<PartyMeta> {
  const [{ country }] = await sql<{ country: CountryCode }>(
    'select country from tenants where id = ?',
    [tenancy.tenantId()]
  )
  return { country }
}
