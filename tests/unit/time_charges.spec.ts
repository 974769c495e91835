import { test } from '@japa/runner'
import { monthCharges } from '#charges/charges'
import { block, entry, hourly, month, rate } from '#tests/factories/month_input'

test.group('charges: time', () => {
  const lines = [hourly()]

  test('is billed at the price of the contract, down to the entry', ({ assert }) => {
    const [charge] = monthCharges(month({ lines, timeEntries: [entry()], rates: [rate()] })).charges
    assert.equal(charge.key, 'time:entry')
    assert.equal(charge.contractLineId, 'onsite')
    assert.equal(charge.description, 'Techniker vor Ort, Ticket 1029 Backup')
    assert.equal(charge.quantity, '2.75')
    assert.equal(charge.unit, 'HUR')
    assert.equal(charge.net, 26_400)
    assert.deepEqual(charge.explanation, [
      { code: 'priced_by', params: { kind: 'hourly', id: 'onsite', minutes: 165 } },
      {
        code: 'rounded',
        params: {
          scope: 'entry',
          stepMinutes: 15,
          minimumMinutes: 0,
          workedMinutes: 165,
          billedMinutes: 165,
        },
      },
      {
        code: 'time_entry',
        params: {
          id: 'entry',
          ticketNumber: 1029,
          day: '2026-10-18',
          startedAt: '2026-10-18T11:10:00Z',
          endedAt: '2026-10-18T13:55:00Z',
          memberName: 'Malte Brandt',
          minutes: 165,
        },
      },
    ])
  })

  test('of another kind of work takes the rate card, its own rate before the general one', ({
    assert,
  }) => {
    const rates = [rate({ id: 'a' }), rate({ id: 'b', workType: 'night', unitPrice: '180' })]
    const timeEntries = [
      entry({ id: 'day', workType: 'remote' }),
      entry({ id: 'night', workType: 'night' }),
    ]
    const { charges } = monthCharges(month({ lines, rates, timeEntries }))
    assert.deepEqual(
      charges.map(({ unitPrice, contractLineId }) => [unitPrice, contractLineId]),
      [
        ['120', null],
        ['180', null],
      ]
    )
  })

  test('takes what is included first, then the block, then the rate', ({ assert }) => {
    const included = [hourly({ includedMinutes: 60 })]
    const blockHours = [block({ minutesLeft: 30 })]
    const [charge] = monthCharges(
      month({ lines: included, blockHours, timeEntries: [entry()] })
    ).charges
    assert.deepEqual(charge.coverage, [
      { kind: 'included', id: 'onsite', minutes: 60 },
      { kind: 'block_hours', id: 'block', minutes: 30 },
    ])
    assert.equal(charge.quantity, '1.25')
    assert.equal(charge.net, 12_000)
    assert.deepEqual(
      charge.warnings.map(({ code }) => code),
      ['included_used_up', 'block_hours_used_up']
    )
    assert.deepInclude(charge.explanation, {
      code: 'covered_by_block_hours',
      params: { id: 'block', minutes: 30, minutesLeft: 0 },
    })
  })

  test('that is covered in full stays a charge of nothing, so that its entry is settled', ({
    assert,
  }) => {
    const unlimited = [hourly({ includedMinutes: 'unlimited' })]
    const [charge] = monthCharges(month({ lines: unlimited, timeEntries: [entry()] })).charges
    assert.equal(charge.quantity, '0')
    assert.equal(charge.net, 0)
    assert.deepEqual(charge.facts, [{ type: 'time_entry', id: 'entry' }])
    assert.isEmpty(charge.warnings)
  })

  test('uses the block that ends first and none that is out of date or for other work', ({
    assert,
  }) => {
    const blockHours = [
      block({ id: 'a' }),
      block({ id: 'old', endsOn: '2026-10-17' }),
      block({ id: 'other', workType: 'remote', endsOn: '2026-10-20' }),
      block({ id: 'b', endsOn: '2026-12-31' }),
    ]
    const [charge] = monthCharges(month({ lines, blockHours, timeEntries: [entry()] })).charges
    assert.deepEqual(charge.coverage, [{ kind: 'block_hours', id: 'b', minutes: 165 }])
  })

  test('of one ticket stands together, of another price or place apart', ({ assert }) => {
    const timeEntries = [
      entry({ id: 'a', minutes: 5 }),
      entry({ id: 'b', minutes: 5, day: '2026-10-20' }),
      entry({ id: 'c', minutes: 5, servedSiteId: 'Plön' }),
      entry({ id: 'd', minutes: 5, poReference: 'B-77' }),
      entry({ id: 'e', minutes: 5, ticketId: 'other ticket' }),
      entry({ id: 'f', minutes: 5, costCentre: '4711' }),
      entry({ id: 'g', minutes: 5, ticketId: null, ticketNumber: null }),
      entry({ id: 'h', minutes: 5, ticketId: null, ticketNumber: null }),
    ]
    const { charges } = monthCharges(month({ lines, timeEntries }))
    assert.deepEqual(
      charges.map(({ key, quantity, periodTo }) => [key, quantity, periodTo]),
      [
        ['time:a', '0.5', '2026-10-20'],
        ['time:c', '0.25', '2026-10-18'],
        ['time:d', '0.25', '2026-10-18'],
        ['time:e', '0.25', '2026-10-18'],
        ['time:f', '0.25', '2026-10-18'],
        ['time:g', '0.25', '2026-10-18'],
        ['time:h', '0.25', '2026-10-18'],
      ]
    )
    assert.equal(charges[5].description, 'Techniker vor Ort')
  })

  test('rounded by ticket or by day is rounded as one', ({ assert }) => {
    const timeEntries = [
      entry({ id: 'a', minutes: 5 }),
      entry({ id: 'b', minutes: 5, ticketId: 'other ticket' }),
      entry({ id: 'c', minutes: 5, day: '2026-10-19' }),
    ]
    const quantities = (scope: 'ticket' | 'day') =>
      monthCharges(
        month({ lines, timeEntries, rounding: { scope, stepMinutes: 15, minimumMinutes: 0 } })
      ).charges.map(({ key, quantity }) => [key, quantity])
    assert.deepEqual(quantities('ticket'), [
      ['time:a', '0.25'],
      ['time:b', '0.25'],
    ])
    assert.deepEqual(quantities('day'), [
      ['time:a', '0.25'],
      ['time:c', '0.25'],
    ])
  })

  test('without a price is left over with a warning and takes nothing from a block', ({
    assert,
  }) => {
    const timeEntries = [
      entry({ id: 'a', workType: 'remote' }),
      entry({ id: 'b', day: '2026-10-19' }),
    ]
    const blockHours = [block({ minutesLeft: 165 })]
    const { charges, warnings } = monthCharges(month({ lines, blockHours, timeEntries }))
    assert.deepEqual(
      charges.map(({ key, quantity }) => [key, quantity]),
      [['time:b', '0']]
    )
    const params = { timeEntryId: 'a', day: '2026-10-18', workType: 'remote', minutes: 165 }
    assert.deepEqual(warnings, [{ code: 'rate_missing', params }])
  })

  test('not approved waits with a warning, not billable and later never shows', ({ assert }) => {
    const timeEntries = [
      entry({ id: 'a', approved: false }),
      entry({ id: 'b', approved: false, minutes: 90 }),
      entry({ id: 'c', outcome: 'goodwill' }),
      entry({ id: 'd', day: '2026-11-01' }),
    ]
    const { charges, warnings } = monthCharges(month({ lines, timeEntries }))
    assert.isEmpty(charges)
    assert.deepEqual(warnings, [
      { code: 'time_not_approved', params: { entries: 2, minutes: 255 } },
    ])
  })

  test('of an earlier month that came late is charged now, at the price of its day', ({
    assert,
  }) => {
    const dated = [
      hourly({ id: 'old', unitPrice: '90', endsOn: '2026-09-30' }),
      hourly({ id: 'new', startsOn: '2026-10-01' }),
    ]
    const timeEntries = [entry({ day: '2026-09-30', minutes: 60 })]
    const [charge] = monthCharges(month({ lines: dated, timeEntries })).charges
    assert.equal(charge.net, 9_000)
    assert.equal(charge.periodFrom, '2026-09-30')
  })
})
