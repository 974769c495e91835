import { createHash, randomBytes } from 'node:crypto'
import { DomainError } from '#core/errors'
import { sql } from '#core/sql'

export type Purpose = 'reset' | 'invite' | 'portal_link' | 'portal_invite'

const LIFETIME_MINUTES: Record<Purpose, number> = {
  reset: 60,
  invite: 7 * 24 * 60,
  portal_link: 30,
  portal_invite: 14 * 24 * 60,
}

const digest = (token: string) => createHash('sha256').update(token).digest()

export interface TokenOwner {
  userId?: string
  tenantId?: string
  portalLoginId?: string
}

/** Makes a link's token: 256 random bits of which only the hash is kept. */
export async function issueToken(purpose: Purpose, owner: TokenOwner): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await sql(
    `insert into login_tokens (purpose, token_hash, user_id, tenant_id, portal_login_id, expires_at)
     values (?, ?, ?, ?, ?, now() + make_interval(mins => ?))`,
    [
      purpose,
      digest(token),
      owner.userId ?? null,
      owner.tenantId ?? null,
      owner.portalLoginId ?? null,
      LIFETIME_MINUTES[purpose],
    ],
    'identity'
  )
  return token
}

/** Uses a token up. @throws link_expired for one that is unknown, used or too old: the three look alike */
export async function redeemToken(
  purposes: Purpose[],
  token: string
): Promise<TokenOwner & { purpose: Purpose }> {
  const rows = await sql<TokenOwner & { purpose: Purpose }>(
    `update login_tokens set used_at = now()
     where token_hash = ? and purpose = any (?) and used_at is null and expires_at > now()
     returning purpose, user_id as "userId", tenant_id as "tenantId", portal_login_id as "portalLoginId"`,
    [digest(token), purposes],
    'identity'
  )
  if (!rows[0]) throw new DomainError('link_expired', 422, {}, 'token')
  return rows[0]
}
