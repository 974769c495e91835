import type { Contact } from '#crm/contact'

/** A row of contact_list.ts, as the database sends it. */
export interface ListedContact {
  id: string
  salutation: 'mr' | 'ms' | 'none' | null
  title: string | null
  given_name: string | null
  family_name: string
  position: string | null
  archived_at: Date | null
  version: number
  created_key: string
  emails: string[]
  phones: { number: string; kind: 'work' | 'mobile' | 'private' }[]
  accounts: { number: number; name: string; isPrimary: boolean }[]
}

export function contactListRow(row: ListedContact) {
  return {
    id: row.id,
    name: [row.given_name, row.family_name].filter(Boolean).join(' '),
    salutation: row.salutation,
    title: row.title,
    givenName: row.given_name,
    familyName: row.family_name,
    position: row.position,
    emails: row.emails,
    phones: row.phones,
    accounts: row.accounts,
    archivedAt: row.archived_at?.toISOString() ?? null,
    version: row.version,
  }
}

export interface PortalRoom {
  accountNumber: number
  accountName: string
  role: 'user' | 'manager'
}

export function contactPage(
  contact: Contact,
  parts: Pick<ListedContact, 'emails' | 'phones' | 'accounts'> & { portalAccesses: PortalRoom[] }
) {
  return {
    id: contact.id,
    version: contact.version,
    name: [contact.givenName, contact.familyName].filter(Boolean).join(' '),
    salutation: contact.salutation,
    title: contact.title,
    givenName: contact.givenName,
    familyName: contact.familyName,
    position: contact.position,
    language: contact.language,
    note: contact.note,
    archivedAt: contact.archivedAt?.toUTC().toISO() ?? null,
    createdAt: contact.createdAt.toUTC().toISO()!,
    emails: parts.emails,
    phones: parts.phones,
    accounts: parts.accounts,
    portalAccesses: parts.portalAccesses,
  }
}
