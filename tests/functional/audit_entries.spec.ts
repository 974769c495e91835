import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { sealAudit } from '#core/audit_seal'
import { recordStatements, type Statement } from '../load/statement_recorder.js'
import { asOwner } from '../support/catalogue.js'
import type { Client } from '../support/client.js'
import { TestTenant } from '../support/tenant.js'

interface Entry {
  id: number
  table: string
  operation: string
  actor: { key: string; name: string | null }
  row: { id: string; number: string | null; name: string | null }
  changes: { column: string; secret: boolean; old: unknown; new: unknown; newRow: unknown }[]
  withheld: boolean
  erased: boolean
  sealNo: number | null
}

const ask = async (tenant: TestTenant, client: Client, query = '') => {
  const answer = await client.get(tenant.path(`audit-entries?${query}`))
  return { entries: answer.data as Entry[], meta: answer.json.meta, answer }
}

const renameQueue = (tenant: TestTenant, name: string, clock?: DateTime) =>
  tenant.run(() => db.from('queues').where('is_default', true).update({ name }), clock)

test.group('The list of what was changed', () => {
  test('says who changed which row from what to what', async ({ assert }) => {
    const tenant = await TestTenant.create()
    await renameQueue(tenant, 'Helpdesk')
    const { entries } = await ask(tenant, await tenant.signIn(), 'table=queues')
    assert.deepInclude(entries[0], {
      table: 'queues',
      operation: 'update',
      actor: { key: `member:${tenant.ownerId}`, name: 'Olga Owner' },
      withheld: false,
      erased: false,
    })
    assert.equal(entries[0].row.name, 'Helpdesk')
    assert.deepEqual(entries[0].changes, [
      {
        column: 'name',
        secret: false,
        old: 'Support',
        new: 'Helpdesk',
        refersTo: null,
        oldRow: null,
        newRow: null,
      },
    ] as never)
  })

  test('calls referenced rows by their names', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (
      await client.post(tenant.path('tickets'), { subject: 'Druckt nicht', channel: 'phone' })
    ).data
    const { entries } = await ask(tenant, client, 'table=tickets')
    const queue = entries.at(-1)!.changes.find(({ column }) => column === 'queue_id')!
    assert.deepEqual(queue.newRow, { number: null, name: 'Support' })
    assert.deepEqual(entries[0].row.number, String(number))
  })

  test('is narrowed to days of the tenant’s clock, to an actor, a table and a row', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    // 23:30 in Berlin is still the day before by UTC's reckoning of 22:30.
    await renameQueue(tenant, 'Eins', DateTime.fromISO('2026-01-10T22:30:00Z'))
    await renameQueue(tenant, 'Zwei', DateTime.fromISO('2026-01-10T23:30:00Z'))
    const named = async (query: string) =>
      (await ask(tenant, client, query)).entries.map((entry) => entry.changes[0].new)
    assert.deepEqual(await named('from=2026-01-10&to=2026-01-10&table=queues'), ['Eins'])
    assert.deepEqual(await named('from=2026-01-11&to=2026-01-11&table=queues'), ['Zwei'])
    assert.deepEqual(await named('to=2026-01-11&actor=system:nobody'), [])
    assert.deepEqual(await named(`to=2026-01-11&actor=member:${tenant.ownerId}`), ['Zwei', 'Eins'])
    const [{ row }] = (await ask(tenant, client, 'to=2026-01-11')).entries
    assert.deepEqual(await named(`row=${row.id}&table=queues&to=2026-01-11`), ['Zwei', 'Eins'])
    for (const wrong of [
      'from=gestern',
      'to=2026-02-30',
      'actor=alle',
      'table=Tickets;',
      'after=x',
    ])
      assert.equal((await ask(tenant, client, wrong)).answer.status, 422, wrong)
  })

  test('comes page by page without gaps or doubles', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    for (let each = 0; each < 55; each++) await renameQueue(tenant, `Name ${each}`)
    const all: number[] = []
    let after = ''
    do {
      const { entries, meta } = await ask(tenant, client, `table=queues&after=${after}`)
      all.push(...entries.map(({ id }) => id))
      after = meta.next ?? ''
    } while (after)
    const known = await tenant.run(() => db.from('audit_log').where('table_name', 'queues'))
    assert.equal(all.length, known.length)
    assert.deepEqual(
      all,
      [...new Set(all)].sort((one, other) => other - one)
    )
  })

  test('never shows secrets, not even of a column that became one later', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    await renameQueue(tenant, 'Geheimname')
    await asOwner(`comment on column queues.name is 'secret'`)
    try {
      const { entries, answer } = await ask(tenant, client, 'table=queues')
      assert.notMatch(answer.text, /"(old|new)":"Geheimname"/)
      assert.deepInclude(entries[0].changes[0], { column: 'name', secret: true, new: null })
    } finally {
      await asOwner('comment on column queues.name is null')
    }
  })

  test('tells of tickets in a restricted queue only that something happened', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const insider = await tenant.addMember('admin')
    const inside = await tenant.signIn(insider.email)
    const queueId = await tenant.run(async () => {
      const queue = { name: 'Personal', restricted: true }
      const [{ id }] = await db.table('queues').returning('id').insert(queue)
      await db.table('queue_members').insert({ queue_id: id, member_id: insider.id })
      return id
    })
    const { number } = (
      await inside.post(tenant.path('tickets'), { subject: 'Abmahnung', channel: 'phone', queueId })
    ).data
    await inside.post(tenant.path(`tickets/${number}/work`), {
      text: 'vertraulich',
      audience: 'internal',
      minutes: 15,
    })
    await inside.put(tenant.path(`tickets/${number}/tags/kuendigung`))
    const owner = await tenant.signIn()
    const outside = await ask(tenant, owner)
    assert.notMatch(outside.answer.text, /Abmahnung|vertraulich|kuendigung/)
    const tickets = outside.entries.filter(({ table }) => table === 'tickets')
    assert.isNotEmpty(tickets)
    for (const ticket of tickets) {
      assert.isTrue(ticket.withheld)
      assert.isNull(ticket.row.number)
      assert.isTrue(ticket.changes.every((change) => change.new === null && change.old === null))
    }
    assert.match((await ask(tenant, inside)).answer.text, /Abmahnung/)
  })

  test('says up to where it is sealed', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    assert.isNull((await ask(tenant, client)).meta.sealed)
    const head = await tenant.run(sealAudit)
    await renameQueue(tenant, 'Später')
    const { entries, meta } = await ask(tenant, client)
    assert.equal(meta.sealed.sealNo, head!.sealNo)
    assert.isNull(entries[0].sealNo)
    assert.isNumber(entries.at(-1)!.sealNo)
  })

  test('is for owners, admins and auditors, of the own tenant, and cannot be written', async ({
    assert,
  }) => {
    const [tenant, other] = [await TestTenant.create(), await TestTenant.create()]
    await renameQueue(other, 'Nachbar')
    for (const role of ['admin', 'auditor'] as const) {
      const { answer } = await ask(tenant, await tenant.as(role))
      assert.equal(answer.status, 200)
      assert.notMatch(answer.text, /Nachbar/)
    }
    for (const role of ['dispatcher', 'technician', 'billing'] as const) {
      const client = await tenant.as(role)
      for (const path of ['audit-entries', 'audit-entries/filters'])
        assert.equal((await client.get(tenant.path(path))).status, 403, role)
    }
    const owner = await tenant.signIn()
    const [{ id }] = (await ask(tenant, owner)).entries
    for (const [method, path] of [
      ['POST', 'audit-entries'],
      ['PATCH', `audit-entries/${id}`],
      ['DELETE', `audit-entries/${id}`],
    ])
      assert.equal((await owner.request(method, tenant.path(path), {})).status, 404, method)
  })

  test('offers the actors and tables that occur', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    await renameQueue(tenant, 'Helpdesk')
    const { actors, tables } = (await client.get(tenant.path('audit-entries/filters'))).data
    assert.deepInclude(actors, { key: `member:${tenant.ownerId}`, name: 'Olga Owner' })
    assert.include(tables, 'queues')
    assert.deepEqual(tables, [...new Set(tables)])
  })
})

const ENTRIES = 50_000

test.group(`With ${ENTRIES} entries`, (group) => {
  let tenant: TestTenant
  let client: Client
  let statements: Statement[]

  group.setup(async () => {
    tenant = await TestTenant.create()
    await asOwner(
      `do $$ begin
         set local role kontor_migrator;
         insert into audit_log (tenant_id, at, actor, table_name, row_id, operation, columns, digest)
         select '${tenant.id}', now() - make_interval(mins => n), 'system:part_' || n % 40, 'table_' || chr(97 + n % 20),
                gen_random_uuid(), 'update', '{name}', '\\x00'
         from generate_series(1, ${ENTRIES}) n;
       end $$`
    )
    await asOwner('analyze audit_log')
    client = await tenant.signIn()
    statements = recordStatements()
  })

  for (const [query, index] of [
    ['', 'audit_log_newest'],
    ['from=2026-01-01', 'audit_log_newest'],
    ['actor=system:part_7', 'audit_log_actor'],
    ['table=table_c', 'audit_log_table'],
  ]) {
    test(`the list ${query || 'of all'} ends after its page by ${index}`, async ({ assert }) => {
      statements.length = 0
      const { entries } = await ask(tenant, client, query)
      assert.lengthOf(entries, 50)
      const { text, values } = statements.find((each) => each.text.includes('"audit_log" as "l"'))!
      const { rows } = await tenant.run(() =>
        db.rawQuery(`explain ${text.replace(/\$\d+/g, '?')}`, values as string[])
      )
      const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n')
      assert.include(plan, ` ${index} on audit_log`)
      assert.notInclude(plan, 'Sort')
    })
  }

  test('the filters are found in steps, not by reading all entries', async ({ assert }) => {
    const { actors, tables } = (await client.get(tenant.path('audit-entries/filters'))).data
    assert.lengthOf(
      actors.filter(({ key }: { key: string }) => key.startsWith('system:part_')),
      40
    )
    assert.lengthOf(
      tables.filter((table: string) => table.startsWith('table_')),
      20
    )
    const steps = statements.find(({ text }) => text.includes('seen (actor)'))!
    const { rows } = await tenant.run(() =>
      db.rawQuery(`explain ${steps.text.replace(/\$\d+/g, '?')}`, steps.values as string[])
    )
    assert.notMatch(JSON.stringify(rows), /Seq Scan|Sort/)
  })
})
