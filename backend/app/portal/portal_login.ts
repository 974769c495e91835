import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { DomainError, notFound } from '#core/errors'
import { sql } from '#core/sql'
import type { PortalRole } from '#crm/portal_access'

/** The public face of a tenant: what stands on its door. */
export interface PortalHouse {
  id: string
  slug: string
  name: string
  brandColor: string | null
  phone: Phone | null
}

/** A number to dial (E.164) and as people read it. */
export interface Phone {
  dial: string
  text: string
}

export interface PortalLogin {
  id: string
  tenantId: string
  contactId: string
  email: string
  hasPassword: boolean
}

/** A customer's account that the contact may enter, and as what. */
export interface Room {
  accountId: string
  name: string
  role: PortalRole
}

export interface PortalContact {
  id: string
  name: string
  salutation: 'mr' | 'ms' | 'none' | null
  title: string | null
  familyName: string
}

interface LoginRow {
  id: string
  tenant_id: string
  contact_id: string
  email: string
  password_hash: string | null
}

const logins = () => db.connection('identity').from('portal_logins').whereNull('disabled_at')
const loginFrom = (row: LoginRow): PortalLogin => ({
  id: row.id,
  tenantId: row.tenant_id,
  contactId: row.contact_id,
  email: row.email,
  hasPassword: row.password_hash !== null,
})

/** Whose sessions these are, in the table that staff's sessions are in, too. */
export const sessionOwner = (login: { id: string }) => `portal:${login.id}`

/** Under what its failed sign-ins are counted; the same address may sign in to several houses. */
export const signInAccount = (houseId: string, email: string) => `portal:${houseId}:${email}`

/** @throws not_found (404) */
export async function portalHouse(slug: string): Promise<PortalHouse> {
  const [house] = await sql<Omit<PortalHouse, 'phone'> & { phone: string | null }>(
    'select tenant_id as id, slug, name, brand_color as "brandColor", phone from app.tenant_by_slug(?)',
    [slug],
    'identity'
  )
  if (!house) throw notFound()
  return { ...house, phone: house.phone ? phoneFrom(house.phone) : null }
}

/** Staff may have written it in any form; what cannot be read as a number is shown as it is. */
function phoneFrom(written: string): Phone {
  const phone = parsePhoneNumberFromString(written, 'DE')
  return phone
    ? { dial: phone.number, text: phone.formatNational() }
    : { dial: written.replace(/[^+\d]/g, ''), text: written }
}

export async function findLogin(id: string): Promise<PortalLogin | null> {
  const row = await logins().where('id', id).first()
  return row ? loginFrom(row) : null
}

export async function findLoginByEmail(
  tenantId: string,
  email: string
): Promise<PortalLogin | null> {
  const row = await logins().where({ tenant_id: tenantId, email }).first()
  return row ? loginFrom(row) : null
}

/** The contact behind a login and the rooms it may enter; null once it has none left. */
export async function roomsOf(
  login: PortalLogin
): Promise<{ contact: PortalContact; rooms: Room[] } | null> {
  const rows = await sql<Omit<PortalContact, 'id' | 'name'> & { contactName: string } & Room>(
    `select contact_name as "contactName", salutation, title, family_name as "familyName",
            account_id as "accountId", account_name as name, role
     from app.portal_rooms(?, ?)`,
    [login.tenantId, login.contactId],
    'identity'
  )
  if (!rows[0]) return null
  const { contactName, salutation, title, familyName } = rows[0]
  return {
    contact: { id: login.contactId, name: contactName, salutation, title, familyName },
    rooms: rows.map(({ accountId, name, role }) => ({ accountId, name, role })),
  }
}

/** A hash of nothing, so that an unknown address takes as long as a wrong password. */
let decoy: Promise<string> | undefined

export async function passwordMatches(
  login: PortalLogin | null,
  password: string
): Promise<boolean> {
  const row = login && (await logins().where('id', login.id).first())
  decoy ??= hash.make('no such login')
  const correct = await hash.verify(row?.password_hash ?? (await decoy), password)
  return correct && Boolean(row?.password_hash)
}

/** @throws sign_in_failed (401), the same for an unknown address, a wrong password and a contact without a room */
export async function verifyPortalPassword(
  tenantId: string,
  email: string,
  password: string
): Promise<PortalLogin> {
  const login = await findLoginByEmail(tenantId, email)
  const correct = await passwordMatches(login, password)
  if (!login || !correct || !(await roomsOf(login))) throw new DomainError('sign_in_failed', 401)
  return login
}

export async function setPortalPassword(login: PortalLogin, password: string): Promise<void> {
  await logins()
    .where('id', login.id)
    .update({ password_hash: await hash.make(password) })
}
