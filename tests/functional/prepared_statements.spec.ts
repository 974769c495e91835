import { test } from '@japa/runner'
import pg from 'pg'
import { OftenSent } from '#core/prepared_statements'
import { sql } from '#core/sql'
import { TestTenant } from '../support/tenant.js'

const OFTEN = 8

/** A connection of its own: what other tests send often takes no place here. */
async function connected() {
  const connection = new pg.Client(process.env.DATABASE_OWNER_URL)
  await connection.connect()
  new OftenSent().watch(connection)
  return connection
}

async function preparedOf(connection: pg.Client): Promise<string[]> {
  const { rows } = await connection.query('select statement from pg_prepared_statements')
  return rows.map(({ statement }) => statement)
}

test.group('A statement that is sent often', () => {
  test('is prepared by its connection, one that is sent once is not', async ({ assert }) => {
    const connection = await connected()
    const often = 'select relname from pg_class where oid = $1'
    for (let time = 0; time < OFTEN; time++) await connection.query({ text: often, values: [1259] })
    await connection.query({ text: 'select relkind from pg_class where oid = $1', values: [1259] })
    assert.deepEqual(await preparedOf(connection), [often])
    await connection.end()
  })

  test('is not, if its columns are whatever a migration makes of the table', async ({ assert }) => {
    const connection = await connected()
    for (let time = 0; time < OFTEN; time++)
      for (const text of [
        'select * from pg_class where oid = $1',
        'select c.* from pg_class c where oid = $1',
      ])
        await connection.query({ text, values: [1259] })
    assert.deepEqual(await preparedOf(connection), [])
    await connection.end()
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
