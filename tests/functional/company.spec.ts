import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { checkCompany } from '#tenants/check_company'
import { companyOf } from '#tenants/company_page'
import { TestTenant } from '../support/tenant.js'

const IBAN = 'DE89 3704 0044 0532 0130 00'
const today = DateTime.now().setZone('Europe/Berlin').toISODate()!
const daysAgo = (days: number) => DateTime.fromISO(today).minus({ days }).toISODate()!

test.group('The company', () => {
  test('says what is missing before it can invoice, until nothing is', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const { data } = await client.get(tenant.path('company'))
    assert.sameMembers(data.problems, [
      'company_address_missing',
      'company_tax_number_missing',
      'company_bank_account_missing',
      'company_contact_missing',
    ])
    const updated = await client.patch(tenant.path('company'), {
      version: data.version,
      name: 'Küstenwerk IT GmbH',
      street: 'Kaistraße 4',
      postcode: '24103',
      city: 'Kiel',
      email: 'Buchhaltung@kuestenwerk.test',
      phone: '+49 431 123456',
      vatId: 'DE 136 695 976',
      datevConsultant: 1234567,
      datevClient: 42,
    })
    assert.containSubset(updated.data, {
      vatId: 'DE136695976',
      email: 'buchhaltung@kuestenwerk.test',
      datevClient: 42,
    })
    assert.sameMembers(updated.data.problems, [
      'company_bank_account_missing',
      'company_register_missing',
    ])
    await client.patch(tenant.path('company'), {
      version: updated.data.version,
      registerCourt: 'Amtsgericht Kiel',
      registerNumber: 'HRB 1234 KI',
      managingDirectors: 'Britta Petersen',
    })
    const paid = await client.put(tenant.path('company/bank-accounts'), {
      bankAccounts: [{ bankName: 'Förde Bank', iban: IBAN, bic: 'cobadeffxxx', holder: null }],
    })
    assert.deepEqual(paid.data.problems, [])
    assert.deepEqual(paid.data.bankAccounts, [
      { bankName: 'Förde Bank', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', holder: null },
    ])
    const events = await tenant.events('company.updated')
    assert.include(events[0].payload.changed as string[], 'vatId')
    assert.notInclude(JSON.stringify(events), 'DE136695976')
    // Before the first method of taxation nothing may be written.
    const company = await tenant.run(() => companyOf())
    assert.deepEqual(checkCompany(company, '1999-12-31'), ['company_vat_method_missing'])
  })

  test('wrong numbers are refused at the field that is wrong, in German', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const vat = await client.patch(tenant.path('company'), { version: 1, vatId: 'DE136695977' })
    assert.deepEqual(
      vat.json.errors.map(({ code, field }: { code: string; field: string }) => [code, field]),
      [['vat_id_invalid', 'vatId']]
    )
    assert.include(vat.json.errors[0].message, 'USt-IdNr.')
    const account = { bankName: 'Bank', iban: IBAN, bic: null, holder: null }
    const put = async (bankAccounts: object[]) => {
      const [{ code, field }] = (
        await client.put(tenant.path('company/bank-accounts'), { bankAccounts })
      ).json.errors
      return [code, field]
    }
    assert.deepEqual(await put([account, { ...account, iban: 'DE89370400440532013001' }]), [
      'iban_invalid',
      'bankAccounts.1.iban',
    ])
    assert.deepEqual(await put([{ ...account, bic: 'NO' }]), ['bic_invalid', 'bankAccounts.0.bic'])
    assert.deepEqual(await put([account, account]), ['taken', 'bankAccounts.1.iban'])
    assert.equal(
      (await client.patch(tenant.path('company'), { version: 99, city: 'Kiel' })).status,
      409
    )
    assert.lengthOf((await client.get(tenant.path('company'))).data.bankAccounts, 0)
  })

  test('its invoice numbers only go forwards', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const patch = (version: number, fields: object) =>
      client.patch(tenant.path('company/number-range'), { version, ...fields })
    const forwards = await patch(1, { prefix: 'RE-{YYYY}-', digits: 5, nextValue: 120 })
    assert.containSubset(forwards.data.numberRange, {
      prefix: 'RE-{YYYY}-',
      digits: 5,
      nextValue: 120,
      version: 2,
    })
    const backwards = await patch(2, { nextValue: 119 })
    assert.equal(backwards.status, 422)
    assert.deepEqual(backwards.errorCodes, ['number_range_backwards'])
    assert.deepEqual((await patch(2, { prefix: 'RG-{YYYY}-', digits: 10 })).errorCodes, [
      'number_range_too_long',
    ])
    assert.equal((await patch(2, { prefix: '{MM}-' })).status, 422)
    assert.equal((await patch(1, { digits: 4 })).status, 409)
    assert.equal((await patch(2, { prefix: '' })).data.numberRange.prefix, '')
    assert.lengthOf(await tenant.events('company.number_range_changed'), 2)
  })

  test('its method of VAT holds from a day on and one always stays', async ({ assert }) => {
    const tenant = await TestTenant.create()
    const client = await tenant.signIn()
    const [first] = (await client.get(tenant.path('company'))).data.vatMethods
    assert.equal(first.method, 'accrual')
    assert.equal(
      (await client.put(tenant.path('company/vat-methods/2027-01-01'), { method: 'cash' })).status,
      204
    )
    assert.equal(
      (await client.put(tenant.path('company/vat-methods/2027-01-01'), { method: 'barter' }))
        .status,
      422
    )
    const { vatMethods } = (await client.get(tenant.path('company'))).data
    assert.deepEqual(vatMethods[0], { validFrom: '2027-01-01', method: 'cash' })
    assert.equal((await client.delete(tenant.path('company/vat-methods/2027-01-01'))).status, 204)
    assert.equal((await client.delete(tenant.path('company/vat-methods/2027-01-01'))).status, 404)
    const last = await client.delete(tenant.path(`company/vat-methods/${first.validFrom}`))
    assert.deepEqual(last.errorCodes, ['vat_method_last'])
    await client.post(tenant.path('company/closed-periods'), { closedUntil: daysAgo(1) })
    const closed = await client.put(tenant.path(`company/vat-methods/${daysAgo(1)}`), {
      method: 'cash',
    })
    assert.deepEqual(closed.errorCodes, ['period_closed'])
  })

  test('its periods are closed in order by billing and opened again by the house only', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    const billing = await tenant.as('billing')
    const owner = await tenant.signIn()
    const close = (closedUntil: string) =>
      billing.post(tenant.path('company/closed-periods'), { closedUntil })
    assert.equal((await close(daysAgo(60))).status, 201)
    assert.equal((await close(daysAgo(30))).status, 201)
    assert.deepEqual((await close(daysAgo(45))).errorCodes, ['period_closed_already'])
    assert.deepEqual(
      (await close(DateTime.fromISO(today).plus({ days: 1 }).toISODate()!)).errorCodes,
      ['period_future']
    )
    const [latest] = (await billing.get(tenant.path('company'))).data.closedPeriods
    assert.containSubset(latest, { closedUntil: daysAgo(30), closedBy: 'Member billing' })
    assert.equal(
      (await billing.delete(tenant.path(`company/closed-periods/${daysAgo(30)}`))).status,
      403
    )
    assert.deepEqual(
      (await owner.delete(tenant.path(`company/closed-periods/${daysAgo(60)}`))).errorCodes,
      ['period_not_latest']
    )
    assert.equal(
      (await owner.delete(tenant.path(`company/closed-periods/${daysAgo(30)}`))).status,
      204
    )
    assert.equal(
      (await owner.delete(tenant.path(`company/closed-periods/${daysAgo(30)}`))).status,
      404
    )
    assert.deepEqual(
      (await tenant.events('company.period_reopened')).map((event) => event.payload),
      [{ closedUntil: daysAgo(30) }]
    )
    assert.lengthOf(await tenant.events('company.period_closed'), 2)
  })

  test('is read by billing and auditors, changed by admins, unknown to technicians', async ({
    assert,
  }) => {
    const tenant = await TestTenant.create()
    for (const [role, read, write] of [
      ['admin', 200, 200],
      ['billing', 200, 403],
      ['auditor', 200, 403],
      ['technician', 403, 403],
      ['dispatcher', 403, 403],
    ] as const) {
      const client = await tenant.as(role)
      assert.equal((await client.get(tenant.path('company'))).status, read, role)
      assert.equal(
        (await client.patch(tenant.path('company'), { version: 1, city: 'Kiel' })).status,
        write,
        role
      )
    }
  })
})
