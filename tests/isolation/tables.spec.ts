import { test } from '@japa/runner'
import { type Attempt, attackAsApp, attackWithoutTenant } from '../support/attack.js'
import { type Table, readPortalViews, readTables } from '../support/catalogue.js'
import { complaints, summary, writeReport } from '../support/isolation_report.js'
import {
  type Customers,
  attackAsPortal,
  attackView,
  makeCustomers,
} from '../support/portal_attack.js'
import { World, createEmptyTenant, fill } from '../support/world.js'

/** Generated from the catalogue: a table or a view that comes tomorrow is attacked without a line here. */
test.group('What belongs to others', (group) => {
  const attempts: Attempt[] = []
  let tables: Table[]
  let own: World
  let otherAccount: World
  let otherTenant: World
  let customers: Customers

  group.setup(async () => {
    tables = await readTables()
    const [tenant, foreign] = [await createEmptyTenant(), await createEmptyTenant()]
    own = await fill(new World(tenant, tables), tables)
    otherAccount = await fill(new World(tenant, tables), tables)
    otherTenant = await fill(new World(foreign, tables), tables)
    customers = await makeCustomers(tables, tenant, foreign)
  })

  group.teardown(() => {
    writeReport(attempts)
    console.log(summary(attempts))
  })

  const held = (made: Attempt[]) => {
    attempts.push(...made)
    return complaints(made)
  }

  test('{name}: nothing of another tenant is read, written or referred to')
    .with(readTables)
    .run(async ({ assert }, table) => {
      assert.deepEqual(held(await attackAsApp(table, tables, own, otherTenant)), [])
    })

  test('{name}: no tenant, no rows')
    .with(readTables)
    .run(async ({ assert }, table) => {
      assert.deepEqual(held(await attackWithoutTenant(table, own)), [])
    })

  test('{name}: a customer does not reach the table')
    .with(readTables)
    .run(async ({ assert }, table) => {
      assert.deepEqual(held(await attackAsPortal(table, own, { otherAccount, otherTenant })), [])
    })

  test('portal.{name}: a customer sees only what is theirs and changes nothing')
    .with(readPortalViews)
    .run(async ({ assert }, view) => {
      assert.deepEqual(held(await attackView(view, customers)), [])
    })

  test('no table and no verb was left out', ({ assert }) => {
    const tried = (role: string, name: string) =>
      new Set(
        attempts
          .filter((each) => each.role === role && each.table === name)
          .map((each) => each.verb.split(' ')[0])
      )
    for (const table of tables) {
      assert.containSubset(
        [...tried('portal', table.name)].sort(),
        ['delete', 'insert', 'select', 'update'],
        table.name
      )
      const verbs = tried('app', table.name)
      assert.isTrue(verbs.has('insert') && verbs.has('update') && verbs.has('delete'), table.name)
    }
    assert.isAbove(
      attempts.filter((each) => each.verb.startsWith('foreign key')).length,
      tables.length
    )
  })
})
