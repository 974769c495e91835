import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type { Outcome } from '../support/attack.js'
import { type Table, asOwner, readTables } from '../support/catalogue.js'
import { erase, touch } from '../support/statements.js'
import { World, createEmptyTenant, fill } from '../support/world.js'

/** Declared append-only, but the relay takes its rows out again. */
const EMPTIED_BY_THE_RELAY = 'outbox'

/** Not append-only, so that the same statements are seen to work. */
const ORDINARY = 'text_modules'

async function appendOnlyTables(): Promise<string[]> {
  const rows = await asOwner<{ name: string }>(
    `select name from app.protected_tables where verbs = 'select, insert' order by name`
  )
  return rows.map((row) => row.name).filter((name) => name !== EMPTIED_BY_THE_RELAY)
}

/** As the role that may do everything to every row: what stops it is the trigger and nothing else. */
async function asMigrator([text, bindings]: [string, unknown[]]): Promise<Outcome> {
  const transaction = await db.connection('owner').transaction()
  try {
    await transaction.rawQuery('set local role kontor_migrator')
    const { rowCount } = await transaction.rawQuery(text, bindings as string[])
    return { rows: rowCount }
  } catch (error) {
    return { refused: (error as { code: string }).code, message: (error as Error).message }
  } finally {
    await transaction.rollback()
  }
}

test.group('Append-only tables', (group) => {
  let tables: Table[]
  let world: World

  group.setup(async () => {
    tables = await readTables()
    world = await fill(new World(await createEmptyTenant(), tables), tables)
  })

  const change = (name: string, verb: 'update' | 'delete') => {
    const table = tables.find((each) => each.name === name)!
    const row = world.rows.get(name)!
    const column = table.columns.find((each) => !each.generated)!.name
    return asMigrator(verb === 'update' ? touch(table, column, row) : erase(table, row))
  }

  test('are at least the records of what happened', async ({ assert }) => {
    assert.includeMembers(await appendOnlyTables(), [
      'document_files',
      'events',
      'export_run_documents',
      'export_run_files',
      'export_runs',
      'ticket_clock_events',
    ])
  })

  test('{$self} refuses update and delete, whoever asks')
    .with(appendOnlyTables)
    .run(async ({ assert }, name) => {
      assert.containSubset(await change(name, 'update'), { refused: '23001' })
      assert.containSubset(await change(name, 'delete'), { refused: '23001' })
    })

  test('are the exception: the same statements change an ordinary table', async ({ assert }) => {
    assert.deepEqual(await change(ORDINARY, 'update'), { rows: 1 })
    assert.deepEqual(await change(ORDINARY, 'delete'), { rows: 1 })
  })

  test('the audit log takes its seal once and no other change', async ({ assert }) => {
    const row = world.rows.get('audit_log')!
    const set = (assignment: string) =>
      asMigrator([
        `update public.audit_log set ${assignment} where tenant_id = ? and id = ?`,
        [row.tenant_id, row.id],
      ])
    assert.deepEqual(await set(`seal_no = 1, chain = 'x'`), { rows: 1 })
    assert.containSubset(await set(`actor = 'member:other'`), { refused: '23001' })
  })
})
