import { test } from '@japa/runner'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import { TestTenant } from '../support/tenant.js'

async function run(...words: string[]): Promise<number | undefined> {
  await ace.boot()
  return (await ace.exec('accounts:import', words)).exitCode
}

test.group('kontor accounts:import', () => {
  test('imports the good rows and ends with 1 because of the bad one', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const file = join(await mkdtemp(join(tmpdir(), 'kontor-')), 'kunden.csv')
    await writeFile(
      file,
      Buffer.from('Name;Telefon\nMüller GmbH;0431 560123\nSchlecht GmbH;nie\n', 'latin1')
    )
    const names = async () =>
      (await tenant.run(() => db.from('accounts').select('name'))).map((row) => row.name)
    assert.equal(await run(file, '--tenant', tenant.slug, '--dry-run'), 1)
    assert.deepEqual(await names(), [])
    assert.equal(await run(file, '--tenant', tenant.slug), 1)
    assert.deepEqual(await names(), ['Müller GmbH'])
    assert.equal((await tenant.events('account.created')).length, 1)
  })

  test('wrong use ends with 2', async ({ assert }) => {
    const tenant = await TestTenant.create()
    assert.equal(await run('/nowhere.csv', '--tenant', tenant.slug), 2)
    assert.equal(await run('/nowhere.csv', '--tenant', 'nobody-here'), 2)
    assert.equal(await run('/nowhere.csv'), 2)
  })
})
