import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { notFound, refused } from '#core/errors'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { recordContact } from '#crm/contact_events'
import type { Contact } from '#crm/contact'
import { queueIdentityMail } from '#identity/identity_mail'
import { issueToken } from '#identity/login_token'

export type PortalRole = 'user' | 'manager'

/**
 * Opens a customer's room in the portal for a contact and mails the link to enter it. Doing it again sends the link
 * again. @throws not_at_account, contact_without_email, portal_email_taken
 */
export async function grantPortalAccess(
  contact: Contact,
  accountId: string,
  role: PortalRole,
  tenant: { slug: string; name: string }
): Promise<void> {
  const linked = await db
    .from('account_contacts')
    .where('contact_id', contact.id)
    .where('account_id', accountId)
    .first()
  if (!linked) throw refused('not_at_account', {}, 'accountNumber')
  const address = await db
    .from('contact_emails')
    .where('contact_id', contact.id)
    .orderBy('position')
    .first()
  if (!address) throw refused('contact_without_email', {}, 'contactId')
  await sql(
    `insert into portal_accesses (contact_id, account_id, role) values (?, ?, ?)
     on conflict (tenant_id, contact_id, account_id) do update set role = excluded.role`,
    [contact.id, accountId, role]
  )
  await recordContact('contact.portal_access_granted', contact.id, accountId)
  await invite(contact, address.email, tenant)
}

export async function changePortalRole(
  contactId: string,
  accountId: string,
  role: PortalRole
): Promise<void> {
  const [changed] = await db
    .from('portal_accesses')
    .where({ contact_id: contactId, account_id: accountId })
    .update({ role }, ['contact_id'])
  if (!changed) throw notFound()
  await recordContact('contact.portal_access_changed', contactId, accountId)
}

export async function revokePortalAccess(contactId: string, accountId: string): Promise<void> {
  const revoked = await db
    .from('portal_accesses')
    .where({ contact_id: contactId, account_id: accountId })
    .delete()
  if (!Number(revoked)) throw notFound()
  await recordContact('contact.portal_access_revoked', contactId, accountId)
}

/** The login and its link belong to signing in, which tenant data cannot reach: another connection writes them. */
async function invite(
  contact: Contact,
  email: string,
  tenant: { slug: string; name: string }
): Promise<void> {
  const portalLoginId = await loginOf(contact.id, email)
  const token = await issueToken('portal_invite', { tenantId: tenancy.tenantId(), portalLoginId })
  const words = i18nManager.locale(contact.language)
  await queueIdentityMail({
    purpose: 'portal_invite',
    tenantId: tenancy.tenantId(),
    recipient: email,
    subject: words.t('identity.portal_invite_subject', { tenant: tenant.name }),
    text: words.t('identity.portal_invite_text', {
      tenant: tenant.name,
      name: [contact.givenName, contact.familyName].filter(Boolean).join(' '),
      url: `${appUrl}/portal/${tenant.slug}/enter/${token}`,
    }),
  })
}

/** The contact's login, with its first address of today; one per contact, and one contact per address. */
async function loginOf(contactId: string, email: string): Promise<string> {
  const owner = [tenancy.tenantId(), contactId]
  const [known] = await sql<{ id: string; email: string }>(
    'select id, email from portal_logins where tenant_id = ? and contact_id = ?',
    owner,
    'identity'
  )
  if (known?.email === email) return known.id
  const [taken] = await sql<{ id: string }>(
    'select id from portal_logins where tenant_id = ? and email = ?',
    [tenancy.tenantId(), email],
    'identity'
  )
  if (taken) throw refused('portal_email_taken', {}, 'contactId')
  const [login] = known
    ? await sql<{ id: string }>(
        'update portal_logins set email = ? where id = ? returning id',
        [email, known.id],
        'identity'
      )
    : await sql<{ id: string }>(
        'insert into portal_logins (tenant_id, contact_id, email) values (?, ?, ?) returning id',
        [...owner, email],
        'identity'
      )
  return login.id
}
