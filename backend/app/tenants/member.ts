import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import { conflict, notFound, refused } from '#core/errors'
import { record } from '#core/events'
import type { Role } from '#core/ability'
import { queueIdentityMail } from '#identity/identity_mail'
import { issueToken } from '#identity/login_token'
import { findOrCreateUser } from '#identity/user'

export interface Member {
  id: string
  name: string
  role: Role
  disabledAt: string | null
  version: number
}

export async function listMembers(): Promise<Member[]> {
  const rows = await db.from('members').orderBy('name')
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    version: row.version,
  }))
}

/** Makes the membership and sends the link; the account behind it belongs to the person, not to the tenant. */
export async function inviteMember(
  tenantName: string,
  by: Role,
  input: { email: string; name: string; role: Role }
): Promise<string> {
  refuseOwnership(by, input.role)
  const user = await findOrCreateUser(input.email)
  if (await db.from('members').where('user_id', user.id).first())
    throw refused('already_member', {}, 'email')
  const [member] = await db
    .table('members')
    .returning('id')
    .insert({ user_id: user.id, name: input.name, role: input.role })
  await record({ type: 'member.invited', subject: { type: 'member', id: member.id } })
  const token = await issueToken('invite', { userId: user.id })
  const words = i18nManager.locale(user.locale)
  await queueIdentityMail({
    purpose: 'invite',
    userId: user.id,
    recipient: user.email,
    subject: words.t('identity.invite_subject', { tenant: tenantName }),
    text: words.t('identity.invite_text', {
      tenant: tenantName,
      name: input.name,
      url: `${appUrl}/invite/${token}`,
    }),
  })
  return member.id
}

/** Membership only: a tenant's admin never touches a user's password or address. The last owner stays. */
export async function updateMember(
  id: string,
  by: Role,
  changes: { name?: string; role?: Role; disabled?: boolean; version: number }
): Promise<void> {
  const row = await db.from('members').where('id', id).forUpdate().first()
  if (!row) throw notFound()
  if (row.version !== changes.version) throw conflict('version_mismatch')
  refuseOwnership(by, row.role, changes.role)
  const losesOwner =
    row.role === 'owner' && (changes.disabled || (changes.role && changes.role !== 'owner'))
  if (losesOwner) {
    const others = await db
      .from('members')
      .where('role', 'owner')
      .whereNull('disabled_at')
      .whereNot('id', id)
      .first()
    if (!others) throw refused('last_owner')
  }
  await db
    .from('members')
    .where('id', id)
    .update({
      ...(changes.name && { name: changes.name }),
      ...(changes.role && { role: changes.role }),
      ...(changes.disabled !== undefined && {
        disabled_at: changes.disabled ? db.raw('app.now()') : null,
      }),
    })
  await record({ type: 'member.updated', subject: { type: 'member', id } })
}

/** Who owns is decided by owners: an admin makes no owner, and unmakes none. @throws owner_only (422) */
function refuseOwnership(by: Role, ...roles: (Role | undefined)[]): void {
  if (by !== 'owner' && roles.includes('owner')) throw refused('owner_only', {}, 'role')
}
