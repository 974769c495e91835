import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { DomainError } from '#core/errors'
import { sql } from '#core/sql'

export interface User {
  id: string
  email: string
  locale: 'de' | 'en'
}

export interface Membership {
  tenantId: string
  memberId: string
  slug: string
  tenantName: string
  memberName: string
  role: 'owner' | 'admin' | 'dispatcher' | 'technician' | 'billing' | 'auditor'
}

/** A member at work: what the person may not see is part of it. */
export interface Seat extends Membership {
  /** restricted queues that do not name the member */
  hiddenQueueIds: string[]
}

const identity = () => db.connection('identity')
export const normaliseEmail = (email: string) => email.trim().toLowerCase()

/** A hash of nothing, so that an unknown address takes as long as a wrong password. */
let decoy: Promise<string> | undefined

/** @throws sign_in_failed (401), the same for an unknown address and a wrong password */
export async function verifyPassword(email: string, password: string): Promise<User> {
  const row = await identity()
    .from('users')
    .where('email', normaliseEmail(email))
    .whereNull('disabled_at')
    .first()
  decoy ??= hash.make('no such user')
  const correct = await hash.verify(row?.password_hash ?? (await decoy), password)
  if (!row?.password_hash || !correct) throw new DomainError('sign_in_failed', 401)
  return { id: row.id, email: row.email, locale: row.locale }
}

export async function findUser(id: string): Promise<User | null> {
  const row = await identity()
    .from('users')
    .where('id', id)
    .whereNull('disabled_at')
    .select('id', 'email', 'locale')
    .first()
  return row ?? null
}

export async function findOrCreateUser(email: string): Promise<User> {
  await sql(
    'insert into users (email) values (?) on conflict (email) do nothing',
    [normaliseEmail(email)],
    'identity'
  )
  return identity()
    .from('users')
    .where('email', normaliseEmail(email))
    .select('id', 'email', 'locale')
    .first()
}

export async function setPassword(userId: string, password: string): Promise<void> {
  await identity()
    .from('users')
    .where('id', userId)
    .update({ password_hash: await hash.make(password) })
}

export async function setLocale(userId: string, locale: 'de' | 'en'): Promise<void> {
  await identity().from('users').where('id', userId).update({ locale })
}

export async function membershipsOf(userId: string): Promise<Membership[]> {
  const rows = await sql<MembershipRow>('select * from app.memberships(?)', [userId], 'identity')
  return rows.map(membershipFrom)
}

/** The user and the seat in the tenant by one question, because every request asks it. Null if there is no such user. */
export async function findSeat(
  slug: string,
  userId: string
): Promise<{ user: User; seat: Seat | null } | null> {
  const [row] = await sql<SeatRow>(
    `select u.id, u.email, u.locale, m.tenant_id, m.member_id, m.slug, m.tenant_name, m.member_name, m.role,
            app.hidden_queues(m.tenant_id, m.member_id) as hidden_queue_ids
     from users u left join lateral app.membership(?, u.id) m on true
     where u.id = ? and u.disabled_at is null`,
    [slug, userId],
    'identity'
  )
  if (!row) return null
  const user = { id: row.id, email: row.email, locale: row.locale }
  return {
    user,
    seat: row.member_id ? { ...membershipFrom(row), hiddenQueueIds: row.hidden_queue_ids } : null,
  }
}

interface MembershipRow {
  tenant_id: string
  member_id: string
  slug: string
  tenant_name: string
  member_name: string
  role: Membership['role']
}

type SeatRow = User & MembershipRow & { hidden_queue_ids: string[] }

function membershipFrom(row: MembershipRow): Membership {
  return {
    tenantId: row.tenant_id,
    memberId: row.member_id,
    slug: row.slug,
    tenantName: row.tenant_name,
    memberName: row.member_name,
    role: row.role,
  }
}
