import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import pg from 'pg'
import { sealAudit, verifyAudit } from '#core/audit_seal'
import { TestTenant } from '../support/tenant.js'

test.group('The audit log', () => {
  test('holds names in the log and values apart, and secrets nowhere', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(() => db.from('tenants').select('id'))
    await tenant.run(() => db.from('queues').where('is_default', true).update({ name: 'Helpdesk' }))
    const entry = await tenant.run(() =>
      db.from('audit_log').where({ table_name: 'queues', operation: 'update' }).firstOrFail()
    )
    assert.deepEqual(entry.columns, ['name'])
    assert.match(entry.actor, /^member:/)
    const values = await tenant.run(() =>
      db.from('audit_values').where('audit_id', entry.id).firstOrFail()
    )
    assert.deepEqual(
      [values.old_values, values.new_values],
      [{ name: 'Support' }, { name: 'Helpdesk' }]
    )
  })

  test('is sealed in a chain that breaks where somebody rewrote it', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(sealAudit)
    await tenant.run(() => db.from('queues').update({ name: 'Helpdesk' }))
    await tenant.run(sealAudit)
    const whole = await tenant.run(verifyAudit)
    assert.isNull(whole.brokenAt)
    assert.isAbove(whole.entries, 5)

    await asMigrator(
      `update audit_values set new_values = '{"name": "Erfunden"}' where tenant_id = $1 and audit_id = (
      select id from audit_log where tenant_id = $1 and seal_no = $2)`,
      [tenant.id, whole.entries]
    )
    assert.equal((await tenant.run(verifyAudit)).brokenAt, whole.entries)
  })

  test('stays provable when the values of a person are erased', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(sealAudit)
    await asMigrator('delete from audit_values where tenant_id = $1', [tenant.id])
    assert.isNull((await tenant.run(verifyAudit)).brokenAt)
  })

  test('cannot be changed by the application', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await tenant.run(sealAudit)
    await assert.rejects(() => tenant.run(() => db.from('audit_log').delete()), /permission denied/)
    await assert.rejects(
      () => tenant.run(() => db.from('audit_log').update({ actor: 'nobody' })),
      /permission denied/
    )
    await assert.rejects(
      () => tenant.run(() => db.from('audit_log').update({ seal_no: 1 })),
      /append-only/
    )
  })
})

async function asMigrator(sql: string, values: unknown[]) {
  const client = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await client.connect()
  await client.query('set role kontor_migrator')
  await client.query(sql, values)
  await client.end()
}
