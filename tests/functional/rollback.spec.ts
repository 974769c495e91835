import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { TestTenant } from '../support/tenant.js'

test.group('A refused request', () => {
  test('leaves no row behind, although the framework answers below the transaction', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { email } = await tenant.addMember('technician')
    const before = await tenant.run(async () => (await db.from('events').select('id')).length)
    const answer = await client.post(tenant.path('members'), {
      email,
      name: 'Twice',
      role: 'technician',
    })
    assert.equal(answer.status, 422)
    assert.deepEqual(answer.errorCodes, ['already_member'])
    const after = await tenant.run(async () => (await db.from('events').select('id')).length)
    assert.equal(after, before)
  })
})
