import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import { sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { Client } from '../support/client.js'
import { unique } from '../support/tenant.js'

const PASSWORD = 'a long enough one'

async function create(...words: string[]): Promise<number | undefined> {
  await ace.boot()
  return (await ace.exec('tenant:create', words)).exitCode
}

const asked = (slug: string, email: string) => [
  ...['--slug', slug, '--name', 'Acme IT GmbH', '--country', 'DE'],
  ...['--admin-email', email, '--admin-password', PASSWORD],
]

async function mailboxesOf(slug: string): Promise<string[]> {
  const [{ id: tenantId }] = await sql<{ id: string }>(
    'select tenant_id as id from app.tenant_by_slug(?)',
    [slug],
    'identity'
  )
  const actor = { kind: 'system', id: 'test', name: 'test' } as const
  const rows = await tenancy.run({ tenantId, actor }, () =>
    sql<{ address: string }>('select address from mailboxes where is_default')
  )
  return rows.map(({ address }) => address)
}

test.group('kontor tenant:create', () => {
  test('makes a tenant that its owner enters and that mails can come to', async ({ assert }) => {
    const [slug, email] = [unique('acme'), `${unique('boss')}@acme.example`]
    assert.equal(await create(...asked(slug, email)), 0)
    const client = new Client()
    const { status } = await client.post('/api/session', { email, password: PASSWORD })
    assert.equal(status, 200)
    assert.equal((await client.get(`/api/${slug}/tickets`)).status, 200)
    assert.deepEqual(await mailboxesOf(slug), ['support@acme.example'])
  })

  test('takes the mailbox that is named', async ({ assert }) => {
    const slug = unique('acme')
    const words = asked(slug, `${unique('boss')}@acme.example`)
    assert.equal(await create(...words, '--mailbox', 'Hilfe@acme.example'), 0)
    assert.deepEqual(await mailboxesOf(slug), ['hilfe@acme.example'])
  })

  test('ends with 1 for a name that is taken, and with 2 for wrong use', async ({ assert }) => {
    const slug = unique('acme')
    const email = `${unique('boss')}@acme.example`
    assert.equal(await create(...asked(slug, email)), 0)
    assert.equal(await create(...asked(slug, email)), 1)
    assert.equal(await create('--slug', unique('acme'), '--name', 'Acme'), 2)
    assert.equal(await create(...asked('With Blank', email)), 2)
    assert.equal(await create(...asked(unique('acme'), 'nobody')), 2)
    assert.equal(await create(...asked(unique('acme'), email), '--state', 'XX'), 2)
    assert.equal(await create(...asked(unique('acme'), email), '--country', 'FR'), 2)
  })
})
