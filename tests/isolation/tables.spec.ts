import { test } from '@japa/runner'
import { readTables } from '../support/catalogue.js'
import { World, createEmptyTenant, fill } from '../support/world.js'

test.group('x', () => {
  test('y', async () => {
    const tables = await readTables()
    console.log(tables.length)
    const w = await fill(new World(await createEmptyTenant(), tables), tables)
    console.log(w.rows.size, JSON.stringify(w.rows.get('tickets')))
  })
})
