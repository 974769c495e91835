import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { deliver } from '#core/consumers'
import { Ticket } from '#tickets/ticket'
import type { Client } from '../support/client.js'
import { TestTenant } from '../support/tenant.js'

const find = async (tenant: TestTenant, client: Client, question: string, kinds = '') => {
  const answer = await client.get(
    tenant.path(`search?q=${encodeURIComponent(question)}${kinds && `&kinds=${kinds}`}`)
  )
  return (answer.data as { kind: string; title: string; number: string | null }[]).map(
    (hit) => `${hit.kind}: ${hit.title}`
  )
}

async function filled() {
  const tenant = await TestTenant.create()
  const client = await tenant.signIn()
  const { number } = (
    await client.post(tenant.path('accounts'), {
      name: 'Müller-Lüdenscheidt & Söhne GmbH',
      domains: ['mueller-l.de'],
    })
  ).data
  await client.post(tenant.path('contacts'), {
    givenName: 'Renée',
    familyName: 'Groß',
    emails: ['renee.gross@mueller-l.de'],
    phones: [{ number: '0431 560123', kind: 'work' }],
    accounts: [{ number, isPrimary: true }],
  })
  await client.post(tenant.path(`accounts/${number}/sites`), {
    name: 'Lager Süd',
    city: 'Neumünster',
  })
  await tenant.settle()
  return { tenant, client, number }
}

test.group('Search', () => {
  test('finds by the beginning of any word, in any spelling', async ({ assert }) => {
    const { tenant, client, number } = await filled()
    const account = 'account: Müller-Lüdenscheidt & Söhne GmbH'
    for (const question of [
      'müll',
      'MUELLER',
      'lüdenscheidt',
      'soehne müller',
      'mueller-luedenscheidt',
      String(number),
      'mueller-l.de',
    ]) {
      assert.include(await find(tenant, client, question), account, question)
    }
    for (const question of ['üller', 'ohne', 'müller xyz', '%', '___']) {
      assert.notInclude(await find(tenant, client, question), account, question)
    }
    assert.include(await find(tenant, client, 'sued'), 'site: Lager Süd')
  })

  test('finds a person by name, address, number as it is dialled, and customer', async ({
    assert,
  }) => {
    const { tenant, client } = await filled()
    for (const question of [
      'gross',
      'Groß',
      'renee',
      'renee.gross@mueller-l.de',
      '0431 5601',
      '0431560123',
      '+49431560',
      '0431 56 01 23',
      '0431/56-0123',
      '(0431) 56 01 23',
      '+49 431 56 01 23',
      '+49 (0)431 560123',
      '0049 431 560 123',
      'Groß 0431 56 01',
      'Renée Lüdenscheidt',
    ]) {
      assert.include(
        await find(tenant, client, question, 'contact'),
        'contact: Renée Groß',
        question
      )
    }
  })

  test('an exact number comes first, then what begins with the question', async ({ assert }) => {
    const { tenant, client, number } = await filled()
    for (const name of [`Halle ${number}`, `Zweite ${number}`])
      await client.post(tenant.path('accounts'), { name })
    await tenant.settle()
    assert.equal(
      (await find(tenant, client, String(number), 'account'))[0],
      'account: Müller-Lüdenscheidt & Söhne GmbH'
    )
    assert.equal(
      (await find(tenant, client, `zweite ${number}`, 'account'))[0],
      `account: Zweite ${number}`
    )
    assert.lengthOf(await find(tenant, client, String(number), 'account'), 3)
  })

  test('a rename is found at once, the old name no more, and people go along', async ({
    assert,
  }) => {
    const { tenant, client, number } = await filled()
    await client.patch(tenant.path(`accounts/${number}`), { version: 1, name: 'Kappeln Energie' })
    await tenant.settle()
    assert.deepEqual(await find(tenant, client, 'lüdenscheidt'), [])
    assert.sameMembers(await find(tenant, client, 'kappeln'), [
      'account: Kappeln Energie',
      'contact: Renée Groß',
      'site: Lager Süd',
    ])
  })

  test('tickets of a restricted queue and kinds without permission are not found', async ({
    assert,
  }) => {
    const { tenant, client, number } = await filled()
    await tenant.run(async () => {
      const { id: accountId } = await db.from('accounts').where('number', number).firstOrFail()
      const { id: queueId } = await db.from('queues').where('is_default', true).firstOrFail()
      const [{ id: secretQueue }] = await db
        .table('queues')
        .returning('id')
        .insert({ name: 'Personal', restricted: true })
      await Ticket.open({ subject: 'Passwort vergessen', channel: 'phone', accountId, queueId })
      await Ticket.open({
        subject: 'Passwort gestohlen',
        channel: 'phone',
        accountId,
        queueId: secretQueue,
      })
      await db.table('search_documents').insert({
        kind: 'document',
        entity_id: accountId,
        title: '2026-0042',
        number: '2026-0042',
        text: ' 2026-0042 passwort',
      })
    })
    await tenant.settle()
    assert.sameMembers(await find(tenant, client, 'passwort'), [
      'ticket: Passwort vergessen',
      'document: 2026-0042',
    ])
    assert.deepEqual(await find(tenant, await tenant.as('technician'), 'passwort'), [
      'ticket: Passwort vergessen',
    ])
    const insider = await tenant.addMember('technician')
    await tenant.run(async () => {
      const queue = await db.from('queues').where('restricted', true).firstOrFail()
      await db.table('queue_members').insert({ queue_id: queue.id, member_id: insider.id })
    })
    assert.lengthOf(await find(tenant, await tenant.signIn(insider.email), 'passwort', 'ticket'), 2)
  })

  test('nobody finds what another tenant has', async ({ assert }) => {
    const { tenant, client } = await filled()
    const other = await TestTenant.create()
    assert.deepEqual(await find(other, await other.signIn(), 'müller'), [])
    assert.equal((await client.get(other.path('search?q=x'))).status, 404)
    assert.equal((await client.get(tenant.path('search'))).status, 422)
  })

  test('the account list is filtered by the same words', async ({ assert }) => {
    const { tenant, client } = await filled()
    await client.post(tenant.path('accounts'), { name: 'Ganz anders AG' })
    await tenant.settle()
    const { data } = await client.get(tenant.path('accounts?q=luedensch'))
    assert.deepEqual(
      data.map((row: { name: string }) => row.name),
      ['Müller-Lüdenscheidt & Söhne GmbH']
    )
    assert.lengthOf((await client.get(tenant.path('contacts?q=renee'))).data, 1)
    assert.lengthOf((await client.get(tenant.path('accounts?q=gibtesnicht'))).data, 0)
  })

  test('each event delivered twice leaves one document that is as the row is', async ({
    assert,
  }) => {
    const { tenant } = await filled()
    const documents = () =>
      tenant.run(() =>
        db
          .from('search_documents')
          .orderBy('kind')
          .select('kind', 'entity_id', 'title', 'text', 'number')
      )
    const before = await documents()
    assert.lengthOf(before, 3)
    const events = await tenant.run(() => db.from('events').select('id', 'type'))
    for (const event of [...events, ...events.toReversed()]) {
      await deliver('search', {
        tenantId: tenant.id,
        eventId: event.id,
        type: event.type,
        lane: 'bulk',
      })
    }
    assert.deepEqual(await documents(), before)
  })
})
