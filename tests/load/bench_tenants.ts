import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { findOrCreateUser, type User } from '#identity/user'
import { createTenant } from '#tenants/create_tenant'
import { ticketHistory, ticketRows } from './ticket_fixture.js'

const TECHNICIANS = 8
export const PASSWORD = 'correct horse battery'

export interface BenchTenant {
  slug: string
  email: string
}

/** The tenants with their tickets; made only where they are missing, because that takes a minute. */
export async function fillTenants(count: number, tickets: number): Promise<BenchTenant[]> {
  const tenants: BenchTenant[] = []
  for (let number = 1; number <= count; number++) {
    const tenant = { slug: `bench${number}`, email: `owner@bench${number}.test` }
    const known = await sql('select from app.tenant_by_slug(?)', [tenant.slug], 'identity')
    if (known.length === 0) await fill(tenant, tickets)
    tenants.push(tenant)
  }
  return tenants
}

async function fill({ slug, email }: BenchTenant, tickets: number): Promise<void> {
  const { tenantId } = await createTenant({
    slug,
    name: `MSP ${slug}`,
    country: 'DE',
    state: 'SH',
    adminEmail: email,
    adminName: 'Olga Owner',
    adminPassword: PASSWORD,
  })
  const actor = { kind: 'system', id: 'bench', name: 'bench' } as const
  const users: User[] = []
  for (let each = 1; each <= TECHNICIANS; each++)
    users.push(await findOrCreateUser(`technician${each}@${slug}.test`))
  await tenancy.run({ tenantId, actor, lane: 'bulk' }, async () => {
    await db
      .table('members')
      .multiInsert(
        users.map((user) => ({ user_id: user.id, name: user.email, role: 'technician' }))
      )
    for (const statement of [...ticketRows(tickets), ...ticketHistory()])
      await db.rawQuery(statement)
  })
}
