import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { record } from '#core/events'
import { Ticket } from '#tickets/ticket'
import { TestTenant } from '../support/tenant.js'

interface Entry {
  type: string
  actorName: string | null
  changed: string[]
  subject: { type: string; number: string | null; title: string | null }
}

async function accountWithTickets(tenant: TestTenant) {
  const client = await tenant.signIn()
  const { number } = (await client.post(tenant.path('accounts'), { name: 'Werft Nord' })).data
  await client.patch(tenant.path(`accounts/${number}`), { version: 1, name: 'Werft Nord GmbH' })
  await tenant.run(async () => {
    const { id: accountId } = await db.from('accounts').where('number', number).firstOrFail()
    const { id: queueId } = await db.from('queues').where('is_default', true).firstOrFail()
    const [{ id: secretQueue }] = await db
      .table('queues')
      .returning('id')
      .insert({ name: 'Personal', restricted: true })
    await Ticket.open({ subject: 'Drucker druckt nicht', channel: 'phone', accountId, queueId })
    await Ticket.open({
      subject: 'Kündigung von Herrn M.',
      channel: 'phone',
      accountId,
      queueId: secretQueue,
    })
    const [{ id: companyId }] = await db.from('companies').select('id')
    const [document] = await db.table('documents').returning('id').insert({
      company_id: companyId,
      kind: 'invoice',
      account_id: accountId,
      debtor_account_id: accountId,
      subject: 'Rechnung November',
      supply_from: '2026-11-01',
      supply_to: '2026-11-30',
      net: 10000,
      vat: 1900,
      gross: 11900,
    })
    await record({
      type: 'document.drafted',
      subject: { type: 'document', id: document.id },
      accountId,
    })
  })
  return { client, number }
}

test.group('Timeline of an account', () => {
  test('tells who did what with what, newest first', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const { client, number } = await accountWithTickets(tenant)
    const { data } = await client.get(tenant.path(`accounts/${number}/timeline`))
    assert.deepEqual(
      data.map((entry: Entry) => entry.type),
      ['document.drafted', 'ticket.created', 'account.updated', 'account.created']
    )
    assert.containsSubset(data[1], {
      actorName: 'Olga Owner',
      subject: { type: 'ticket', number: '1000', title: 'Drucker druckt nicht' },
    })
    assert.containsSubset(data[2], {
      changed: ['name'],
      subject: { type: 'account', number: String(number), title: 'Werft Nord GmbH' },
    })
  })

  test('a restricted queue shows only to its members, and documents only to those who may read them', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const { number } = await accountWithTickets(tenant)
    const titles = async (role: 'technician' | 'billing', inQueue: boolean) => {
      const member = await tenant.addMember(role)
      if (inQueue) {
        await tenant.run(async () => {
          const queue = await db.from('queues').where('restricted', true).firstOrFail()
          await db.table('queue_members').insert({ queue_id: queue.id, member_id: member.id })
        })
      }
      const answer = await (
        await tenant.signIn(member.email)
      ).get(tenant.path(`accounts/${number}/timeline`))
      return answer.data.map((entry: Entry) => entry.subject.title)
    }
    const outside = await titles('technician', false)
    assert.notInclude(outside, 'Kündigung von Herrn M.')
    assert.notInclude(outside, 'Rechnung November')
    assert.include(outside, 'Drucker druckt nicht')
    assert.include(await titles('technician', true), 'Kündigung von Herrn M.')
    assert.include(await titles('billing', false), 'Rechnung November')
  })

  test('is filtered by subject', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const { client, number } = await accountWithTickets(tenant)
    const { data } = await client.get(tenant.path(`accounts/${number}/timeline?subject=ticket`))
    assert.deepEqual(
      data.map((entry: Entry) => entry.type),
      ['ticket.created']
    )
    assert.equal(
      (await client.get(tenant.path(`accounts/${number}/timeline?subject=secret`))).status,
      422
    )
  })

  test('pages lose nothing, although events of one act share their moment', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (await client.post(tenant.path('accounts'), { name: 'Viel los AG' })).data
    await tenant.run(async () => {
      const { id } = await db.from('accounts').where('number', number).firstOrFail()
      for (let count = 0; count < 119; count++) {
        await record({
          type: 'account.updated',
          subject: { type: 'account', id },
          accountId: id,
          payload: { changed: [`field${count}`] },
        })
      }
    })
    const seen: string[] = []
    for (let after = ''; ;) {
      const page = await client.get(
        tenant.path(`accounts/${number}/timeline${after && `?after=${after}`}`)
      )
      seen.push(...page.data.map((entry: Entry) => entry.changed[0] ?? entry.type))
      if (!page.json.meta.next) break
      after = page.json.meta.next
    }
    assert.lengthOf(seen, 120)
    assert.lengthOf([...new Set(seen)], 120)
    assert.equal(seen[0], 'field118')
    assert.equal(seen[119], 'account.created')
  })
})
