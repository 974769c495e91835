import { test } from '@japa/runner'
import { PortalCustomer, addMessage } from '../support/portal.js'
import { TestTenant } from '../support/tenant.js'

const HTML =
  '<p>Guten Tag</p><img data-remote-src="https://pixel.example/a.png"><img src="/attachments/FILE">'

test.group('A formatted mail in the portal', () => {
  test('comes with its HTML as sanitised, and its view lets images in and nothing else', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const ticket = await customer.openTicket()
    const message = await addMessage(tenant, ticket, { html: HTML, remoteImages: 1, text: 'Hallo' })
    const client = await customer.signIn()
    const page = (await client.get(customer.path(`tickets/${ticket.number}`))).data
    assert.deepInclude(page.messages[0], { html: HTML, remoteImages: 1 })
    assert.isFalse(page.messages[0].files[0].inline)

    const view = await client.get(
      customer.path(`tickets/${ticket.number}/messages/${message.id}/view`)
    )
    assert.equal(view.status, 200)
    assert.include(view.text, ' src="https://pixel.example/a.png"')
    assert.include(view.text, ` src="/api/portal/${tenant.slug}/files/FILE?inline=1"`)
    const policy = view.headers.get('content-security-policy')!
    assert.match(policy, /^sandbox (?!.*allow-scripts)/)
    assert.include(policy, `default-src 'none'`)
    assert.include(policy, `frame-ancestors 'self'`)
    assert.equal(view.headers.get('referrer-policy'), 'no-referrer')
  })

  test('is not there for notes, for what can still be undone, and for another customer', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const customer = await PortalCustomer.create(tenant)
    const neighbour = await (await PortalCustomer.create(tenant)).signIn()
    const ticket = await customer.openTicket()
    const written = (audience: 'customer' | 'internal' | 'third_party', own = false) =>
      addMessage(tenant, ticket, {
        audience,
        html: HTML,
        text: 'Hallo',
        ...(own && { authorMemberId: tenant.ownerId, direction: 'out' }),
      })
    const [shown, note, external, fresh] = [
      await written('customer'),
      await written('internal'),
      await written('third_party'),
      await written('customer', true),
    ]
    const client = await customer.signIn()
    const view = (id: string, number = ticket.number) =>
      customer.path(`tickets/${number}/messages/${id}/view`)
    assert.equal((await client.get(view(shown.id))).status, 200)
    for (const { id } of [note, external, fresh])
      assert.equal((await client.get(view(id))).status, 404)
    assert.equal((await neighbour.get(view(shown.id))).status, 404)
    const other = await customer.openTicket('Etwas anderes')
    assert.equal((await client.get(view(shown.id, other.number))).status, 404, 'of another ticket')
    const plain = await addMessage(tenant, ticket, { text: 'ohne Formatierung' })
    assert.equal((await client.get(view(plain.id))).status, 404)
  })
})
