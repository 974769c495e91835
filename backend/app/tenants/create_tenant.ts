import db from '@adonisjs/lucid/services/db'
import pg from 'pg'
import env from '#start/env'
import { refused } from '#core/errors'
import { record } from '#core/events'
import * as tenancy from '#core/tenancy'
import { findOrCreateUser, normaliseEmail, setPassword } from '#identity/user'
import { seedTenantDefaults } from '#tenants/tenant_defaults'

export interface NewTenant {
  slug: string
  name: string
  country: 'DE'
  /** Bundesland of the calendar, e.g. SH */
  state?: string
  /** where customers write to; without one support@ the admin's domain */
  mailbox?: string
  adminEmail: string
  adminName: string
  /** without one, the admin sets it through the link of an invitation or a reset */
  adminPassword?: string
}

/** Names that are paths of the API or the frontend. */
const RESERVED = new Set([
  'portal',
  'session',
  'sessions',
  'password-resets',
  'invitations',
  'sign-in',
  'reset',
  'invite',
  'health',
  'live',
  'api',
  'v1',
  'gallery',
  'forgot',
  'outbox',
])

/**
 * Creates a tenant with its first member (owner) and the defaults that a German MSP would set up first.
 * Runs as operator: the row of `tenants` is written as kontor_migrator, through the owner's login.
 * @throws tenant_slug_taken, tenant_slug_reserved
 */
export async function createTenant(
  input: NewTenant
): Promise<{ tenantId: string; memberId: string }> {
  if (RESERVED.has(input.slug)) throw refused('tenant_slug_reserved', { slug: input.slug }, 'slug')
  const tenantId = await insertTenant(input)
  const user = await findOrCreateUser(input.adminEmail)
  if (input.adminPassword) await setPassword(user.id, input.adminPassword)
  const actor = { kind: 'system', id: 'operator', name: 'operator' } as const
  const memberId = await tenancy.run({ tenantId, actor }, async () => {
    const [member] = await db
      .table('members')
      .returning('id')
      .insert({ user_id: user.id, name: input.adminName, role: 'owner' })
    const mailbox = input.mailbox ?? `support@${input.adminEmail.split('@').at(-1)}`
    await seedTenantDefaults({ ...input, mailbox: normaliseEmail(mailbox) })
    await record({ type: 'tenant.created', subject: { type: 'tenant', id: tenantId } })
    return member.id as string
  })
  return { tenantId, memberId }
}

async function insertTenant(input: NewTenant): Promise<string> {
  const url = env.get('DATABASE_OWNER_URL')
  if (!url) throw new Error('Creating a tenant needs DATABASE_OWNER_URL')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin; set local role kontor_migrator')
    const { rows } = await client.query(
      'insert into public.tenants (slug, name, country) values ($1, $2, $3) on conflict (slug) do nothing returning id',
      [input.slug, input.name, input.country]
    )
    if (!rows[0]) throw refused('tenant_slug_taken', { slug: input.slug }, 'slug')
    await client.query('commit')
    return rows[0].id
  } finally {
    await client.end()
  }
}
