import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { ESLint } from 'eslint'

const root = fileURLToPath(new URL('../..', import.meta.url))
const eslint = new ESLint({ cwd: root })

async function messages(source: string, file = 'backend/app/crm/scratch.ts'): Promise<string[]> {
  const [result] = await eslint.lintText(source, { filePath: join(root, file) })
  return result.messages
    .filter(
      ({ ruleId }) => ruleId === 'no-restricted-syntax' || ruleId === 'max-lines' || ruleId === null
    )
    .map(({ ruleId, message }) => `${ruleId}: ${message}`)
}

test.group('Lint rules', (group) => {
  group.tap((each) => each.timeout(60_000))

  test('a value inside the text of a statement is reported: {$self}')
    .with([
      'sql(`select * from accounts where name = ${name}`)',
      'sql<Row>(`select * from ${table}`)',
      'changed(`update accounts set name = ${values.name}`)',
      `changed('update accounts set name = ' + name)`,
      'db.rawQuery(`select ${first(name)}`)',
      'query.whereRaw(`name = ${name}`)',
      `query.orderByRaw(names.join(', '))`,
    ])
    .run(async ({ assert }, source) => {
      assert.lengthOf(await messages(source), 1)
    })

  test('bindings and constants in a statement are not reported: {$self}')
    .with([
      'sql(`select * from accounts where name = ?`, [name])',
      'sql(`select ${COLUMNS} from accounts`)',
      'changed("delete from accounts")',
      'query.where(`${column}`, 1)',
    ])
    .run(async ({ assert }, source) => {
      assert.deepEqual(await messages(source), [])
    })

  test('reading the clock in a module is reported: {$self}')
    .with(['new Date()', 'Date.now()', 'DateTime.now()', 'DateTime.utc()', 'DateTime.local()'])
    .run(async ({ assert }, source) => {
      assert.lengthOf(await messages(source), 1)
      assert.deepEqual(await messages(source, 'backend/commands/scratch.ts'), [])
    })

  test('making a time from given parts is not reported', async ({ assert }) => {
    assert.deepEqual(await messages('new Date(row.at); DateTime.utc(2026, 1, 1)'), [])
  })

  test('a pinned test is reported: {$self}')
    .with([`test('is', () => {}).pin()`, `test.only('is', () => {})`, `test.todo('is')`])
    .run(async ({ assert }, source) => {
      assert.lengthOf(await messages(source, 'tests/unit/scratch.spec.ts'), 1)
    })

  test('a file of more than 250 lines is reported', async ({ assert }) => {
    assert.lengthOf(await messages('call()\n'.repeat(251)), 1)
    assert.deepEqual(await messages('call()\n'.repeat(250)), [])
  })
})
