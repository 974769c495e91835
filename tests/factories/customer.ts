import db from '@adonisjs/lucid/services/db'
import { nextNumber } from '#core/numbers'
import type { TestTenant } from '../support/tenant.js'

/** An account, as little as a device or a contract needs of one. */
export async function addCustomer(
  tenant: TestTenant,
  name = 'Förde Logistik GmbH'
): Promise<{ id: string; number: number; name: string }> {
  return tenant.run(async () => {
    const number = await nextNumber('customer')
    const [row] = await db.table('accounts').returning('id').insert({ number, name })
    return { id: row.id, number, name }
  })
}

export async function addSite(
  tenant: TestTenant,
  accountId: string,
  name = 'Hauptsitz'
): Promise<string> {
  return tenant.run(async () => {
    const [row] = await db.table('sites').returning('id').insert({ account_id: accountId, name })
    return row.id
  })
}
