import { test } from '@japa/runner'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { monthCharges } from '#charges/charges'
import { asset, flat, item, month, nowhere, perAsset } from '#tests/factories/month_input'

test.group('charges: flat lines', () => {
  test('a full month is the quantity at the unit price', ({ assert }) => {
    const { charges, warnings } = monthCharges(month({ lines: [flat({ quantity: '3' })] }))
    assert.lengthOf(charges, 1)
    assert.deepEqual(charges[0], {
      ...nowhere,
      key: 'line:flat:2026-10',
      accountId: 'account',
      contractId: 'contract',
      contractLineId: 'flat',
      itemId: 'backup',
      description: 'Backup',
      quantity: '3',
      unit: 'MON',
      unitPrice: '99.9',
      net: 29_970,
      vatGroup: 'standard',
      periodFrom: '2026-10-01',
      periodTo: '2026-10-31',
      facts: [{ type: 'contract_line', id: 'flat' }],
      coverage: [],
      explanation: [],
      warnings: [],
    })
    assert.isEmpty(warnings)
  })

  test('a line that begins within the month is charged by days and says so', ({ assert }) => {
    const [charge] = monthCharges(month({ lines: [flat({ startsOn: '2026-10-22' })] })).charges
    assert.equal(charge.quantity, '0.322581')
    assert.equal(charge.net, 3_223)
    assert.equal(charge.periodFrom, '2026-10-22')
    const params = {
      units: '1.000000',
      from: '2026-10-22',
      to: '2026-10-31',
      days: 10,
      daysInMonth: 31,
    }
    assert.deepEqual(charge.explanation, [{ code: 'prorated', params }])
  })

  test('a line of another time makes no charge', ({ assert }) => {
    const lines = [
      flat({ id: 'past', endsOn: '2026-09-30' }),
      flat({ id: 'future', startsOn: '2026-11-01' }),
    ]
    assert.isEmpty(monthCharges(month({ lines })).charges)
  })

  test('a line cut in two on any day adds up to the whole', ({ assert }) => {
    const months = fc.constantFrom('2026-10', '2026-02', '2028-02', '2026-04')
    fc.assert(
      fc.property(
        months,
        fc.integer({ min: 1, max: 27 }),
        fc.integer({ min: 1, max: 500 }),
        (name, day, units) => {
          const quantity = String(units)
          const last = `${name}-${String(day).padStart(2, '0')}`
          const next = `${name}-${String(day + 1).padStart(2, '0')}`
          const lines = [
            flat({ id: 'old', quantity, endsOn: last }),
            flat({ id: 'new', quantity, startsOn: next }),
          ]
          const { charges } = monthCharges(month({ month: name, lines }))
          const total = Decimal.sum(...charges.map((charge) => charge.quantity))
          assert.isTrue(total.minus(units).abs().lte('0.000001'))
        }
      )
    )
  })
})

test.group('charges: lines per device', () => {
  test('count the matching devices of the last day of the month', ({ assert }) => {
    const assignments = [
      asset({ id: 'stays' }),
      asset({ id: 'came', startsOn: '2026-10-31' }),
      asset({ id: 'left', endsOn: '2026-10-30' }),
      asset({ id: 'later', startsOn: '2026-11-01' }),
      asset({ id: 'server', assetType: 'server' }),
      asset({ id: 'elsewhere', contractId: 'other contract' }),
      asset({ id: 'here', contractId: 'contract' }),
    ]
    const [charge] = monthCharges(month({ lines: [perAsset()], assignments })).charges
    assert.equal(charge.quantity, '3')
    assert.equal(charge.net, 22_800)
    assert.deepEqual(
      charge.facts.map(({ id }) => id),
      ['devices', 'came', 'here', 'stays']
    )
    assert.deepInclude(charge.explanation, {
      code: 'asset',
      params: { assetId: 'came', assetName: 'NB-came', startsOn: '2026-10-31', endsOn: null },
    })
  })

  test('warn when the number differs from the month before', ({ assert }) => {
    const lines = [perAsset()]
    const assignments = [asset({ id: 'one' }), asset({ id: 'two', startsOn: '2026-10-14' })]
    const changed = { code: 'asset_count_changed', params: { from: 1, to: 2 } }
    assert.deepEqual(monthCharges(month({ lines, assignments })).charges[0].warnings, [changed])
    assert.isEmpty(
      monthCharges(month({ lines, assignments, month: '2026-11' })).charges[0].warnings
    )
    const begun = [perAsset({ startsOn: '2026-10-01' })]
    assert.isEmpty(monthCharges(month({ lines: begun, assignments })).charges[0].warnings)
  })

  test('a device assigned twice counts once', ({ assert }) => {
    const assignments = [asset({ id: 'a', assetId: 'pc' }), asset({ id: 'b', assetId: 'pc' })]
    const [charge] = monthCharges(month({ lines: [perAsset()], assignments })).charges
    assert.equal(charge.quantity, '1')
  })

  test('without a device the charge is nothing and warns', ({ assert }) => {
    const [charge] = monthCharges(month({ lines: [perAsset({ assetType: null })] })).charges
    assert.equal(charge.net, 0)
    assert.equal(charge.warnings[0].code, 'no_assets')
  })

  test('a line that ends within the month counts on its own last day and by days', ({ assert }) => {
    const assignments = [asset({ id: 'one' }), asset({ id: 'two', endsOn: '2026-10-10' })]
    const lines = [perAsset({ endsOn: '2026-10-10' })]
    const [charge] = monthCharges(month({ lines, assignments })).charges
    assert.equal(charge.quantity, '0.645161')
    assert.equal(charge.net, 4_903)
  })
})

test.group('charges: items and references', () => {
  test('an item used on a ticket is charged as it was sold', ({ assert }) => {
    const ticketItems = [item(), item({ id: 'later', day: '2026-11-02' })]
    const { charges } = monthCharges(month({ ticketItems }))
    assert.lengthOf(charges, 1)
    assert.equal(charges[0].key, 'ticket_item:item')
    assert.equal(charges[0].net, 1_485)
    assert.deepEqual(charges[0].facts, [{ type: 'ticket_item', id: 'item' }])
  })

  test('half a cent goes up', ({ assert }) => {
    const ticketItems = [item({ quantity: '0.5', unitPrice: '0.01' })]
    assert.equal(monthCharges(month({ ticketItems })).charges[0].net, 1)
  })

  test('what names no reference takes that of the contract', ({ assert }) => {
    const contract = { poReference: 'B-1', costCentre: '4711', servedSiteId: 'Kiel' }
    const own = { poReference: 'B-2', costCentre: '815', servedSiteId: 'Plön' }
    const ticketItems = [item({ id: 'a' }), item({ id: 'b', ...own })]
    const { charges } = monthCharges(month({ ...contract, poRequired: true, ticketItems }))
    assert.include(charges[0], contract)
    assert.include(charges[1], own)
    assert.isEmpty(charges[0].warnings)
  })

  test('a missing order number is warned about on each charge that needs one', ({ assert }) => {
    const input = month({
      poRequired: true,
      lines: [flat(), flat({ id: 'named', poReference: 'B-2' })],
    })
    const codes = monthCharges(input).charges.map(({ warnings }) =>
      warnings.map(({ code }) => code)
    )
    assert.deepEqual(codes, [['po_reference_missing'], []])
  })
})
