import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { TestTenant } from '../support/tenant.js'

const ADDRESS = {
  purpose: 'main',
  street: 'Hafenstraße 12',
  postcode: '24103',
  city: 'Kiel',
  country: 'DE',
}

test.group('Accounts', () => {
  test('a new account gets its numbers, and everything is stored normalised', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.as('dispatcher')
    const created = await client.post(tenant.path('accounts'), {
      name: '  Förde Logistik GmbH ',
      vatId: 'de 136 695 976',
      phone: '0431 560123',
      website: 'www.foerde-logistik.de',
      addresses: [ADDRESS],
      domains: ['Foerde-Logistik.DE'],
      recipients: [{ kind: 'to', email: 'Rechnung@Foerde-Logistik.de' }],
    })
    assert.equal(created.status, 201, created.text)
    const { data } = await client.get(tenant.path(`accounts/${created.data.number}`))
    assert.containsSubset(data, {
      number: 10001,
      debtorNumber: 10001,
      name: 'Förde Logistik GmbH',
      vatId: 'DE136695976',
      phone: '+49431560123',
      website: 'https://www.foerde-logistik.de',
      addresses: [ADDRESS],
      domains: ['foerde-logistik.de'],
      recipients: [{ kind: 'to', email: 'rechnung@foerde-logistik.de' }],
      figures: { openTickets: 0, contracts: 0 },
    })
    const [event] = await tenant.events('account.created')
    assert.deepEqual(event.payload, { number: 10001 })
  })

  test('what is wrong is named by field, in German', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const answer = await client.post(tenant.path('accounts'), {
      name: '',
      vatId: 'DE136695977',
      phone: '12',
      website: 'javascript:alert(1)',
      customerSince: '2026-02-31',
      addresses: [{ ...ADDRESS, postcode: '2410' }],
      domains: ['no domain'],
    })
    assert.equal(answer.status, 422)
    const codes = Object.fromEntries(
      answer.json.errors.map((each: { field: string; code: string }) => [each.field, each.code])
    )
    assert.deepEqual(codes, {
      'name': 'required',
      'vatId': 'vat_id',
      'phone': 'phone',
      'website': 'website',
      'customerSince': 'day',
      'addresses.0.postcode': 'postcode',
      'domains.0': 'domain',
    })
    assert.include(answer.json.errors[0].message, 'Bitte')
    assert.lengthOf(await tenant.events('account.created'), 0)
  })

  test('a public body needs a Leitweg-ID with right check digits', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const body = {
      name: 'Stadt Kiel',
      kind: 'public_body',
      buyerReference: '04011000-1234512345-07',
    }
    assert.deepEqual((await client.post(tenant.path('accounts'), body)).errorCodes, [
      'leitweg_id_invalid',
    ])
    const right = await client.post(tenant.path('accounts'), {
      ...body,
      buyerReference: '04011000-1234512345-06',
    })
    assert.equal(right.status, 201)
    const { data } = await client.get(tenant.path(`accounts/${right.data.number}`))
    const broken = await client.patch(tenant.path(`accounts/${data.number}`), {
      version: data.version,
      buyerReference: 'PO 4711',
    })
    assert.deepEqual(broken.errorCodes, ['leitweg_id_invalid'])
    const business = await client.patch(tenant.path(`accounts/${data.number}`), {
      version: data.version,
      kind: 'business',
      buyerReference: 'PO 4711',
    })
    assert.equal(business.status, 200)
  })

  test('an update sends what changed, and a stale one is refused', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (
      await client.post(tenant.path('accounts'), { name: 'Alt GmbH', addresses: [ADDRESS] })
    ).data
    const { version } = (await client.get(tenant.path(`accounts/${number}`))).data
    const first = await client.patch(tenant.path(`accounts/${number}`), {
      version,
      name: 'Neu GmbH',
      domains: ['neu.de'],
    })
    assert.equal(first.status, 200)
    assert.containsSubset(first.data, {
      name: 'Neu GmbH',
      domains: ['neu.de'],
      addresses: [ADDRESS],
    })
    const [event] = await tenant.events('account.updated')
    assert.sameMembers(event.payload.changed as string[], ['name', 'domains'])
    const stale = await client.patch(tenant.path(`accounts/${number}`), {
      version,
      name: 'Zu spät GmbH',
    })
    assert.equal(stale.status, 409)
    assert.deepEqual(stale.errorCodes, ['version_mismatch'])
  })

  test('editing only a list makes other open editors stale, and sending the same again changes nothing', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (
      await client.post(tenant.path('accounts'), { name: 'Listen AG', domains: ['a.de'] })
    ).data
    const { version } = (await client.get(tenant.path(`accounts/${number}`))).data
    const changed = await client.patch(tenant.path(`accounts/${number}`), {
      version,
      domains: ['a.de', 'b.de'],
    })
    assert.equal(changed.data.version, version + 1)
    const stored = await tenant.run(() => db.from('accounts').where('number', number).firstOrFail())
    assert.equal(stored.version, version + 1)
    const same = await client.patch(tenant.path(`accounts/${number}`), {
      version: version + 1,
      domains: ['b.de', 'a.de'],
    })
    assert.equal(same.data.version, version + 1)
    assert.lengthOf(await tenant.events('account.updated'), 1)
  })

  test('a mail domain belongs to one customer only', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    await client.post(tenant.path('accounts'), { name: 'Erste', domains: ['gleich.de'] })
    const second = await client.post(tenant.path('accounts'), {
      name: 'Zweite',
      domains: ['gleich.de'],
    })
    assert.equal(second.status, 422)
    assert.deepEqual(second.errorCodes, ['domain_taken'])
    assert.lengthOf((await client.get(tenant.path('accounts'))).data, 1)
  })

  test('the debtor number can be changed until it was exported', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (await client.post(tenant.path('accounts'), { name: 'Debitor KG' })).data
    const first = await client.patch(tenant.path(`accounts/${number}`), {
      version: 1,
      debtorNumber: 70001,
    })
    assert.equal(first.data.debtorNumber, 70001)
    await tenant.run(() =>
      db
        .from('accounts')
        .where('number', number)
        .update({ debtor_exported_at: '2026-11-01T00:00:00Z' })
    )
    const late = await client.patch(tenant.path(`accounts/${number}`), {
      version: 3,
      debtorNumber: 70002,
    })
    assert.equal(late.status, 409)
    assert.deepEqual(late.errorCodes, ['debtor_exported'])
  })

  test('an account cannot stand above itself', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const top = (await client.post(tenant.path('accounts'), { name: 'Mutter' })).data.number
    const child = (
      await client.post(tenant.path('accounts'), { name: 'Tochter', parentNumber: top })
    ).data.number
    const circle = await client.patch(tenant.path(`accounts/${top}`), {
      version: 1,
      parentNumber: child,
    })
    assert.deepEqual(circle.errorCodes, ['parent_circular'])
    const unknown = await client.patch(tenant.path(`accounts/${top}`), {
      version: 1,
      parentNumber: 999,
    })
    assert.deepEqual(unknown.errorCodes, ['account_unknown'])
  })

  test('archiving takes an account out of the list and back', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { number } = (await client.post(tenant.path('accounts'), { name: 'Vergangen GmbH' })).data
    assert.equal((await client.post(tenant.path(`accounts/${number}/archival`))).status, 204)
    assert.lengthOf((await client.get(tenant.path('accounts'))).data, 0)
    assert.lengthOf((await client.get(tenant.path('accounts?archived=true'))).data, 1)
    assert.equal((await client.delete(tenant.path(`accounts/${number}/archival`))).status, 204)
    assert.lengthOf((await client.get(tenant.path('accounts'))).data, 1)
    assert.lengthOf(await tenant.events('account.archived'), 1)
    assert.lengthOf(await tenant.events('account.unarchived'), 1)
  })

  test('pages follow each other without a gap or a repetition, in every sort', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const names = ['Zander', 'Aal', 'Möwe', 'Dorsch', 'Barsch']
    for (const name of names) await client.post(tenant.path('accounts'), { name })
    for (const sort of ['name', 'number', 'newest']) {
      const whole = (await client.get(tenant.path(`accounts?sort=${sort}`))).data.map(
        (row: { name: string }) => row.name
      )
      assert.sameMembers(whole, names)
      const paged: string[] = []
      for (let after = ''; ;) {
        const page = await client.get(
          tenant.path(`accounts?sort=${sort}&limit=2${after && `&after=${after}`}`)
        )
        paged.push(...page.data.map((row: { name: string }) => row.name))
        if (!page.json.meta.next) break
        after = page.json.meta.next
      }
      assert.deepEqual(paged, whole)
    }
    assert.equal((await client.get(tenant.path('accounts?sort=revenue'))).status, 422)
    assert.deepEqual((await client.get(tenant.path('accounts?after=nonsense'))).errorCodes, [
      'cursor_invalid',
    ])
  })

  test('another tenant has no such account, and no number makes an error', async ({ assert }) => {
    const mine = await TestTenant.create()
    const other = await TestTenant.create()
    const theirs = await other.signIn()
    for (let count = 0; count < 3; count++)
      await theirs.post(other.path('accounts'), { name: 'Fremd' })
    const { data } = await theirs.get(other.path('accounts'))
    const client = await mine.signIn()
    for (const number of [data[2].number, '99999999999999999999']) {
      assert.equal((await client.get(mine.path(`accounts/${number}`))).status, 404)
      assert.equal(
        (await client.patch(mine.path(`accounts/${number}`), { version: 1, name: 'Meins' })).status,
        404
      )
      assert.equal((await client.post(mine.path(`accounts/${number}/archival`))).status, 404)
      assert.equal((await client.get(mine.path(`accounts/${number}/timeline`))).status, 404)
      assert.equal((await client.get(mine.path(`accounts/${number}/sites`))).status, 404)
    }
    assert.equal((await client.get(other.path(`accounts/${data[2].number}`))).status, 404)
  })

  test('technicians and auditors read and change nothing; only the office sets the debtor number', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const { number } = (
      await (await tenant.signIn()).post(tenant.path('accounts'), { name: 'Fest GmbH' })
    ).data
    for (const role of ['technician', 'auditor'] as const) {
      const client = await tenant.as(role)
      assert.equal((await client.get(tenant.path(`accounts/${number}`))).status, 200)
      assert.equal((await client.post(tenant.path('accounts'), { name: 'Neu' })).status, 403)
      assert.equal(
        (await client.patch(tenant.path(`accounts/${number}`), { version: 1, name: 'Neu' })).status,
        403
      )
      assert.equal((await client.post(tenant.path(`accounts/${number}/archival`))).status, 403)
    }
    const dispatcher = await tenant.as('dispatcher')
    assert.equal(
      (await dispatcher.patch(tenant.path(`accounts/${number}`), { version: 1, debtorNumber: 5 }))
        .status,
      403
    )
    assert.equal(
      (await dispatcher.patch(tenant.path(`accounts/${number}`), { version: 1, name: 'Anders' }))
        .status,
      200
    )
    const billing = await tenant.as('billing')
    assert.equal(
      (await billing.patch(tenant.path(`accounts/${number}`), { version: 2, debtorNumber: 5 }))
        .status,
      200
    )
  })
})
