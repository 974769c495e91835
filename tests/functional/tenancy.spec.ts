import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import router from '@adonisjs/core/services/router'
import * as tenancy from '#core/tenancy'
import { TestTenant } from '../support/tenant.js'

test.group('The door to tenant data', () => {
  test('outside tenancy.run a query has no rights', async ({ assert }) => {
    await assert.rejects(() => db.from('public.tickets').select('id'), /permission denied/)
  })

  test('inside, only the rows of the own tenant exist', async ({ assert }) => {
    const one = await TestTenant.create()
    const other = await TestTenant.create()
    const names = await one.run(async () => (await db.from('members').select('user_id')).length)
    assert.equal(names, 1)
    const foreign = await one.run(() => db.from('tenants').where('id', other.id).first())
    assert.isNull(foreign)
  })

  test('a throwing unit of work leaves nothing behind', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await assert.rejects(() =>
      tenant.run(async () => {
        await db.table('queues').insert({ name: 'Half done' })
        throw new Error('stop')
      })
    )
    assert.isNull(await tenant.run(() => db.from('queues').where('name', 'Half done').first()))
  })

  test('units of work do not nest', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await assert.rejects(() => tenant.run(() => tenant.run(async () => 1)), /does not nest/)
  })

  test('twelve tenants at once never mix', async ({ assert }) => {
    const tenants = await Promise.all(Array.from({ length: 4 }, () => TestTenant.create()))
    const seen = await Promise.all(
      tenants.flatMap((tenant) =>
        [1, 2, 3].map(() =>
          tenant.run(async () => [tenant.id, (await db.from('tenants').first()).id])
        )
      )
    )
    for (const [expected, found] of seen) assert.equal(found, expected)
  })

  test('SQL and verbs read the same clock when one is set', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const { DateTime } = await import('luxon')
    const clock = DateTime.fromISO('2026-03-29T01:30:00Z')
    const { rows } = await tenant.run(async () => {
      assert.equal(tenancy.now().toMillis(), clock.toMillis())
      return db.rawQuery('select app.now() as now')
    }, clock)
    assert.equal(rows[0].now.getTime(), clock.toMillis())
  })

  test('a number comes once, also when many ask at the same time', async ({ assert }) => {
    const { nextNumber } = await import('#core/numbers')
    const tenant = await TestTenant.create()
    const numbers = await Promise.all(
      Array.from({ length: 50 }, () => tenant.run(() => nextNumber('ticket')))
    )
    assert.equal(new Set(numbers).size, 50)
  })

  test('every route has a name and stands behind a session or on the public list', async ({
    assert,
  }) => {
    const routes = Object.values(router.toJSON()).flat()
    assert.isAbove(routes.length, 5)
    for (const route of routes) assert.isString(route.name, route.pattern)
  })
})
