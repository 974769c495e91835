import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { sql } from '#core/sql'
import { TestTenant } from '../support/tenant.js'

const OFTEN = 8

async function prepared(text: string): Promise<boolean> {
  const rows = await sql('select from pg_prepared_statements where statement = ?', [text])
  return rows.length > 0
}

test.group('A statement that is sent often', () => {
  test('is prepared by its connection', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      for (let time = 0; time < OFTEN; time++) {
        await sql('select name from queues where is_default = ?', [true])
      }
      assert.isTrue(await prepared('select name from queues where is_default = $1'))
    })
  })

  test('is not, if its columns are whatever a migration makes of the table', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(async () => {
      for (let time = 0; time < OFTEN; time++) await db.from('queues').where('is_default', false)
      const kept = await sql<{ statement: string }>('select statement from pg_prepared_statements')
      assert.isEmpty(kept.filter(({ statement }) => /select \*|returning \*/.test(statement)))
    })
  })

  test('gives every tenant its own rows', async ({ assert }) => {
    const [one, other] = [await TestTenant.create(), await TestTenant.create()]
    const slugOf = (tenant: TestTenant) =>
      tenant.run(() => sql<{ slug: string }>('select slug from tenants where country = ?', ['DE']))
    for (let time = 0; time < OFTEN; time++) {
      for (const tenant of [one, other]) {
        assert.deepEqual(await slugOf(tenant), [{ slug: tenant.slug }])
      }
    }
  })
})
