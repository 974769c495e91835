import { test } from '@japa/runner'
import { billed, freeDraft, freeInvoice, issued } from '../support/documents.js'
import { TestTenant } from '../support/tenant.js'

test.group('A free invoice', () => {
  test('is written, changed under its version, issued; or deleted while it is a draft', async ({
    assert,
  }) => {
    const { tenant, client } = await billed()
    const id = await freeDraft(tenant, client)
    const path = tenant.path(`documents/${id}`)
    const lines = [
      { description: 'Router', quantity: '1', unit: 'C62', unitPrice: '249.995' },
      { description: 'Fachbuch', quantity: '2', unit: 'C62', unitPrice: '10', vatGroup: 'reduced' },
    ]
    assert.equal((await client.put(path, { ...freeInvoice({ lines }), version: 1 })).status, 204)
    assert.deepEqual((await client.put(path, { ...freeInvoice(), version: 1 })).errorCodes, [
      'version_mismatch',
    ])
    const { data } = await client.get(path)
    // 250,00 at 19 % and 20,00 at 7 %
    assert.deepEqual(
      [
        data.net,
        data.vat,
        data.lines.map((line: { revenueAccount: number }) => line.revenueAccount),
      ],
      [27000, 4890, [8400, 8300]]
    )
    assert.equal((await client.post(`${path}/issuance`, {})).status, 201)
    assert.deepEqual((await client.put(path, { ...freeInvoice(), version: 3 })).errorCodes, [
      'document_frozen',
    ])
    const other = await freeDraft(tenant, client)
    assert.equal((await client.delete(tenant.path(`documents/${other}`))).status, 204)
    assert.equal((await client.get(tenant.path(`documents/${other}`))).status, 404)
  })

  test('amounts beyond all bounds are refused with a sentence', async ({ assert }) => {
    const { tenant, client } = await billed()
    const send = (line: Record<string, string>, lines = 1) =>
      client.post(
        tenant.path('documents'),
        freeInvoice({
          lines: Array.from({ length: lines }, () => ({
            description: 'Server',
            quantity: '1',
            unit: 'C62',
            unitPrice: '1',
            ...line,
          })),
        })
      )
    const huge = await send({ quantity: '999999999999', unitPrice: '999999999999' })
    assert.deepEqual([huge.status, huge.errorCodes], [422, ['amount_bounds', 'amount_bounds']])
    assert.match(huge.text, /Bitte bleiben Sie unter 10 Millionen/)
    // Each number is in bounds, their product is not; and neither is the sum of many.
    for (const answer of [
      await send({ quantity: '9999999', unitPrice: '9999999' }),
      await send({ quantity: '1000', unitPrice: '9999999' }, 2),
    ]) {
      assert.deepEqual([answer.status, answer.errorCodes], [422, ['amount_too_large']])
      assert.match(answer.text, /Der Betrag ist zu groß/)
    }
    assert.equal((await send({ quantity: '100', unitPrice: '9999999.99' })).status, 201)
    const year = { supplyFrom: '0000-01-01', supplyTo: '0000-01-01' }
    const answer = await client.post(tenant.path('documents'), freeInvoice(year))
    assert.deepEqual([answer.status, answer.errorCodes], [422, ['date', 'date']])
  })

  test('a negative sum and a broken amount are refused', async ({ assert }) => {
    const { tenant, client } = await billed()
    const line = { description: 'Nachlass', quantity: '-1', unit: 'C62', unitPrice: '10' }
    const id = await freeDraft(tenant, client, { lines: [line] })
    assert.deepEqual((await client.post(tenant.path(`documents/${id}/issuance`), {})).errorCodes, [
      'document_negative',
    ])
    const wrong = await client.post(
      tenant.path('documents'),
      freeInvoice({ supplyFrom: '2026-02-30', lines: [{ ...line, quantity: '1,5' }] })
    )
    assert.deepEqual(
      [wrong.status, wrong.json.errors.map((error: { field: string }) => error.field)],
      [422, ['supplyFrom', 'lines.0.quantity']]
    )
  })

  test('roles: an auditor reads, a technician does not; a foreign document is not found', async ({
    assert,
  }) => {
    const { tenant, client, number } = await issued()
    const auditor = await tenant.as('auditor')
    assert.equal((await auditor.get(tenant.path(`documents/${number}`))).status, 200)
    assert.equal((await auditor.post(tenant.path(`documents/${number}/cancellation`))).status, 403)
    const technician = await tenant.as('technician')
    assert.equal((await technician.get(tenant.path('documents'))).status, 403)
    const other = await TestTenant.create()
    const foreign = (await client.get(tenant.path(`documents/${number}`))).data.id
    for (const reference of [foreign, number]) {
      assert.equal(
        (await (await other.signIn()).get(other.path(`documents/${reference}`))).status,
        404
      )
    }
  })

  test('the list pages through everything once, newest first', async ({ assert }) => {
    const { tenant, client } = await billed()
    for (let count = 0; count < 5; count++) {
      await client.post(tenant.path(`documents/${await freeDraft(tenant, client)}/issuance`), {})
    }
    await freeDraft(tenant, client)
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const { json } = await client.get(
        tenant.path(`documents?limit=2${after && `&after=${after}`}`)
      )
      seen.push(...json.data.map((document: { number: string }) => document.number.slice(-4)))
      after = json.meta.next
    }
    assert.deepEqual(seen, ['0005', '0004', '0003', '0002', '0001'])
    assert.lengthOf((await client.get(tenant.path('documents?state=draft'))).data, 1)
  })
})
