import db from '@adonisjs/lucid/services/db'

export interface SiteRow {
  id: string
  name: string
  street: string | null
  postcode: string | null
  city: string | null
  country: string
  phone: string | null
  note: string | null
  archivedAt: string | null
  version: number
}

/** The sites of one customer, closed ones last. */
export async function sitesOf(accountId: string): Promise<SiteRow[]> {
  const rows = await db
    .from('sites')
    .where('account_id', accountId)
    .orderByRaw('archived_at is not null, name, id')
    .limit(200)
  return rows.map(
    ({
      id,
      name,
      street,
      postcode,
      city,
      country,
      phone,
      note,
      archived_at: archivedAt,
      version,
    }) => ({
      id,
      name,
      street,
      postcode,
      city,
      country,
      phone,
      note,
      archivedAt: archivedAt?.toISOString() ?? null,
      version,
    })
  )
}
