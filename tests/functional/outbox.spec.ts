import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { TestTenant } from '../support/tenant.js'
import { ingest, makeMailbox, rawMail } from '../support/ticket.js'

test.group('The outbox', () => {
  test('shows what would be sent, and nothing of hidden queues', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const mailbox = await makeMailbox(tenant)
    await ingest(tenant, mailbox, rawMail({ from: 'sabine@kanzlei.test', subject: 'Drucker' }))
    const client = await tenant.signIn()
    const [{ id }] = (await client.get(tenant.path('outbound-mails'))).data
    const path = tenant.path(`outbound-mails/${id}`)
    const { data } = await client.get(path)
    assert.deepInclude(data, {
      from: 'Nordlicht Support <support@nordlicht.test>',
      to: ['sabine@kanzlei.test'],
      cc: [],
      files: [],
    })
    assert.include(data.subject, 'Drucker')
    assert.isAbove(data.text.length, 20)
    await tenant.run(() => db.from('queues').update({ restricted: true, is_default: true }))
    const [mail] = await tenant.run(() => db.from('inbound_mails'))
    const again = await client.post(tenant.path(`inbound-mails/${mail.id}/processing`))
    assert.equal(again.status, 404)
    const [read, sent] = [await client.get(path), await client.post(`${path}/sending`)]
    assert.deepEqual([read.status, sent.status], [404, 404])
  })
})
