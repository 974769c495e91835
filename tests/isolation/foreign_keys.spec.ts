import { test } from '@japa/runner'
import { readTables, tenantColumn } from '../support/catalogue.js'
import { SIGN_IN_TABLES_OF_A_TENANT } from './sign_in_tables.js'

/** Ids without a foreign key: nothing in the database stops them from naming a row that is gone or another tenant's. */
const LOOSE_IDS = {
  'events.account_id': 'an event outlives what it tells of',
  'events.caused_by': 'an event',
  'events.subject_id': 'of many tables',
  'outbox.event_id': 'goes before the event does',
  'inbox.event_id': 'an event',
  'bus_messages.event_id': 'an event',
  'timers.account_id': 'copied into the event',
  'timers.subject_id': 'of many tables',
  'charge_facts.fact_id': 'of several tables',
  'search_documents.account_id': 'a projection',
  'search_documents.entity_id': 'a projection',
  'search_documents.queue_id': 'a projection',
  'ticket_clock_events.policy_id': 'the policy as it was',
  'sla_policy_versions.policy_id': 'the policy as it was',
  'audit_values.salt': 'no id',
}

test.group('Every foreign key', () => {
  test('between tables of tenants holds the tenant on both sides', async ({ assert }) => {
    const tables = await readTables()
    const ofTenant = (name: string) =>
      tenantColumn(tables.find((table) => table.name === name)!) === 'tenant_id' &&
      !SIGN_IN_TABLES_OF_A_TENANT.includes(name)
    const bare = tables
      .filter((table) => tenantColumn(table) === 'tenant_id')
      .flatMap((table) =>
        table.foreignKeys
          .filter((key) => ofTenant(key.target))
          .filter((key) => key.targetColumns[key.columns.indexOf('tenant_id')] !== 'tenant_id')
          .map((key) => key.name)
      )
    assert.deepEqual(bare, [])
  })

  test('says what happens on delete, and sets null column by column', async ({ assert }) => {
    const keys = (await readTables()).flatMap((table) => table.foreignKeys)
    assert.isAbove(keys.length, 100)
    assert.deepEqual(
      keys.filter((key) => key.onDelete === 'a').map((key) => key.name),
      [],
      'without "on delete"'
    )
    const plain = keys.filter(
      (key) =>
        'nd'.includes(key.onDelete) &&
        (key.setColumns.length === 0 || key.setColumns.includes('tenant_id'))
    )
    assert.deepEqual(
      plain.map((key) => key.name),
      [],
      'would null the tenant too'
    )
  })

  test('is there for every id, but for those that name rows of several tables', async ({
    assert,
  }) => {
    const loose = (await readTables()).flatMap((table) =>
      table.columns
        .filter((column) => column.type === 'uuid' && !['id', 'tenant_id'].includes(column.name))
        .filter((column) => !table.foreignKeys.some((key) => key.columns.includes(column.name)))
        .map((column) => `${table.name}.${column.name}`)
    )
    assert.sameMembers(loose, Object.keys(LOOSE_IDS))
  })
})
