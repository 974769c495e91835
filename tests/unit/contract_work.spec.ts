import { test } from '@japa/runner'
import { monthCharges } from '#charges/charges'
import type { MonthInput } from '#charges/charge_shapes'
import { block, entry, flat, hourly, month, rate } from '#tests/factories/month_input'

const underContract = { outcome: 'contract' }

function result(input: Partial<MonthInput>) {
  const { charges, warnings } = monthCharges(month(input))
  const work = charges.filter(({ facts }) => facts.some(({ type }) => type === 'time_entry'))
  return {
    work: work.map(({ net, quantity, coverage }) => ({ net, quantity, coverage })),
    problems: [...work.flatMap((charge) => charge.warnings), ...warnings].map(
      ({ code, params }) => [code, params.minutes]
    ),
  }
}

test.group('charges: work under the contract', () => {
  test('uses up included hours before the block, and beside billable work in the order of days', ({
    assert,
  }) => {
    const { work } = result({
      lines: [hourly({ includedMinutes: 60 })],
      blockHours: [block({ minutesLeft: 60 })],
      timeEntries: [
        entry({ id: 'a', ...underContract, minutes: 90, day: '2026-10-05' }),
        entry({ id: 'b', minutes: 60, day: '2026-10-06' }),
      ],
    })
    assert.deepEqual(work, [
      {
        net: 0,
        quantity: '0',
        coverage: [
          { kind: 'included', id: 'onsite', minutes: 60 },
          { kind: 'block_hours', id: 'block', minutes: 30 },
        ],
      },
      {
        net: 4_800,
        quantity: '0.5',
        coverage: [{ kind: 'block_hours', id: 'block', minutes: 30 }],
      },
    ])
  })

  test('beyond the hours of the contract is named and never charged', ({ assert }) => {
    const { work, problems } = result({
      lines: [hourly()],
      blockHours: [block({ minutesLeft: 120 })],
      timeEntries: [entry({ ...underContract, minutes: 165 })],
    })
    assert.deepEqual(work[0].coverage, [
      { kind: 'block_hours', id: 'block', minutes: 120 },
      { kind: 'contract', id: 'contract', minutes: 45 },
    ])
    assert.equal(work[0].net, 0)
    assert.deepEqual(problems, [['contract_hours_exceeded', 45]])
  })

  test('under a flat fee that counts no hours is in order without a word', ({ assert }) => {
    const { work, problems } = result({
      lines: [flat(), hourly()],
      timeEntries: [entry(underContract)],
    })
    assert.deepEqual(work[0].coverage, [{ kind: 'contract', id: 'contract', minutes: 165 }])
    assert.deepEqual(problems, [])
  })

  test('where the contract bears no work, or there is none, says so and is not charged either', ({
    assert,
  }) => {
    const timeEntries = [entry(underContract)]
    for (const input of [
      { lines: [hourly()], timeEntries },
      { contractId: null, rates: [rate()], timeEntries },
    ]) {
      const { work, problems } = result(input)
      assert.equal(work[0].net, 0)
      assert.deepEqual(problems, [['not_in_contract', 165]])
    }
  })

  test('needs no price to be settled, and is then called by its kind of work', ({ assert }) => {
    const { charges, warnings } = monthCharges(
      month({ lines: [flat()], timeEntries: [entry(underContract)] })
    )
    assert.deepEqual(warnings, [])
    assert.deepInclude(charges[1], {
      itemId: null,
      description: 'Technik vor Ort, Ticket 1029 Backup',
      facts: [{ type: 'time_entry', id: 'entry' }],
      net: 0,
    })
  })

  test('of an earlier month takes nothing from the hours of this one', ({ assert }) => {
    const { work, problems } = result({
      lines: [hourly({ includedMinutes: 60 })],
      timeEntries: [
        entry({ id: 'late', ...underContract, day: '2026-09-30', minutes: 60 }),
        entry({ id: 'own', minutes: 60 }),
      ],
    })
    assert.deepEqual(
      work.map(({ net, coverage }) => [net, coverage[0].kind]),
      [
        [0, 'contract'],
        [0, 'included'],
      ]
    )
    assert.deepEqual(problems, [
      ['included_used_up', undefined],
      ['time_from_earlier_months', 60],
    ])
  })

  test('that nobody approved waits with a warning like billable work', ({ assert }) => {
    const { work, problems } = result({
      lines: [flat()],
      timeEntries: [entry({ ...underContract, approved: false })],
    })
    assert.deepEqual([work, problems], [[], [['time_not_approved', 165]]])
  })
})

test.group('charges: a ticket that not everyone may see', () => {
  test('is printed as what was written for the customer, without number and subject', ({
    assert,
  }) => {
    const restricted = { isRestricted: true, ticketSubject: 'Kündigung Herr Brandt', minutes: 15 }
    const { charges } = monthCharges(
      month({
        lines: [hourly()],
        timeEntries: [
          entry({ id: 'a', ...restricted, customerText: 'Zugang eingerichtet' }),
          entry({ id: 'b', ...restricted, customerText: 'Zugang geprüft' }),
          entry({ id: 'c', ...restricted, ticketId: 'other', customerText: '' }),
        ],
      })
    )
    assert.deepEqual(
      charges.map(({ description }) => description),
      ['Techniker vor Ort, Zugang eingerichtet; Zugang geprüft', 'Techniker vor Ort']
    )
  })
})
