import db from '@adonisjs/lucid/services/db'
import type { Role } from '#core/ability'
import { notFound } from '#core/errors'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import type { Purpose } from '#identity/login_token'
import env from '#start/env'

export interface IdentityMail {
  purpose: Purpose
  /** whose account the link opens, unless it is a portal login of the tenant */
  userId?: string
  tenantId?: string
  recipient: string
  subject: string
  text: string
}

/** Queues a mail about signing in. Kept apart from the tenants' mails because it holds a live link. */
export async function queueIdentityMail(mail: IdentityMail): Promise<void> {
  await db
    .connection('identity')
    .table('identity_mails')
    .insert({
      purpose: mail.purpose,
      user_id: mail.userId ?? null,
      tenant_id: mail.tenantId ?? null,
      recipient: mail.recipient,
      subject: mail.subject,
      body_text: mail.text,
    })
}

/** Without a mail server (demo, tests) nothing leaves, so that somebody has to read the links here. */
export const identityMailsStayHere = (): boolean => !env.get('SMTP_URL')

const PAGE = 50
const NEWEST: SortColumn[] = [
  { column: 'created_at', direction: 'desc', type: 'timestamptz' },
  { column: 'id', direction: 'desc', type: 'uuid' },
]

/**
 * The mails about signing in of one tenant, newest first, for an owner or admin of an installation that sends none.
 *
 * Whoever reads such a mail can take its link and with it the account. Therefore never where a mail server is set up,
 * and even without one: only links that open nothing beyond this tenant (portal logins, and users who belong to no
 * other), and no owner's for an admin, who would become one. docs/decisions/0009 says why.
 * @throws not_found (404) where mails are sent, whatever the abilities say
 */
export async function identityMailsOf(tenantId: string, reader: Role, after?: string) {
  if (!identityMailsStayHere()) throw notFound()
  const query = db
    .connection('identity')
    .from('identity_mails')
    .where((part) =>
      part
        .where((portal) => portal.where('tenant_id', tenantId).whereNull('user_id'))
        .orWhereRaw(
          `user_id in (select user_id from app.users_of_this_tenant_alone(?) where role <> 'owner' or ?)`,
          [tenantId, reader === 'owner']
        )
    )
  paginate(query, NEWEST, after, PAGE)
  const { rows, next } = pageOf(await query, PAGE, (row) => [row.created_at, row.id])
  return {
    next,
    mails: rows.map((row) => ({
      id: row.id as string,
      /** null: queued before it was written down */
      purpose: row.purpose as Purpose | null,
      recipient: row.recipient as string,
      subject: row.subject as string,
      text: row.body_text as string,
      createdAt: (row.created_at as Date).toISOString(),
    })),
  }
}
