import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { TestTenant, unique } from '../support/tenant.js'

/** Row-level security does not bind these functions' owners: they have to keep to the tenant themselves. */
test.group('A function with its owner’s rights', () => {
  const search = (question: string) =>
    sql<{ entity_id: string }>(`select entity_id from app.search(?, '{ticket}', '{}', 50)`, [question])

  async function withDocument(word: string): Promise<{ tenant: TestTenant; id: string }> {
    const tenant = await TestTenant.create()
    const id = crypto.randomUUID()
    await tenant.run(() => db.table('search_documents').insert({ kind: 'ticket', entity_id: id, title: word, text: ` ${word}` }))
    return { tenant, id }
  }

  test('app.search finds the own rows and none of another tenant', async ({ assert }) => {
    const word = unique('needle')
    const [one, other] = [await withDocument(word), await withDocument(word)]
    assert.deepEqual(await one.tenant.run(() => search(word)), [{ entity_id: one.id }])
    assert.deepEqual(await other.tenant.run(() => search(word)), [{ entity_id: other.id }])
  })

  test('app.search refuses to search without a tenant, and is not there for customers', async ({ assert }) => {
    const word = unique('needle')
    const { tenant } = await withDocument(word)
    const actor = { kind: 'system', id: 'attacker', name: 'attacker' } as const
    await assert.rejects(() => tenancy.run({ tenantId: '', actor }, () => search(word)), /no tenant/)
    await assert.rejects(() => tenancy.run({ tenantId: tenant.id, actor, role: 'portal' }, () => search(word)), /permission denied/)
  })

  test('app.member_by_address knows the own colleagues only', async ({ assert }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    const ask = (address: string) => tenant.run(() => sql<{ id: string }>('select id from app.member_by_address(?)', [address]))
    assert.deepEqual(await ask(tenant.ownerEmail), [{ id: tenant.ownerId }])
    assert.deepEqual(await ask(other.ownerEmail), [])
  })
})
