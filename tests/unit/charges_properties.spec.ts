import { test } from '@japa/runner'
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import type { MonthInput } from '#charges/charge_shapes'
import { monthCharges } from '#charges/charges'
import { documentTotals } from '#charges/vat'
import {
  asset,
  block,
  entry,
  flat,
  hourly,
  item,
  month,
  perAsset,
  rate,
} from '#tests/factories/month_input'

const dayOf = (month: string, last: number) =>
  fc.integer({ min: 1, max: last }).map((day) => `${month}-${String(day).padStart(2, '0')}`)
const day = dayOf('2026-10', 31)
const workDay = fc.oneof(
  { weight: 4, arbitrary: day },
  { weight: 1, arbitrary: dayOf('2026-09', 30) }
)
const workType = fc.constantFrom('onsite', 'remote', null)
const price = fc
  .integer({ min: 0, max: 50_000_000 })
  .map((number) => new Decimal(number).div(1e4).toFixed())
const until = fc.option(day)

function several<Row>(name: string, row: fc.Arbitrary<Row>, maxLength: number) {
  return fc
    .array(row, { maxLength })
    .map((rows) => rows.map((one, index) => ({ ...one, id: `${name}-${index}` })))
}

const months: fc.Arbitrary<MonthInput> = fc
  .record({
    rounding: fc.record({
      scope: fc.constantFrom('entry', 'ticket', 'day'),
      stepMinutes: fc.constantFrom(1, 6, 15),
      minimumMinutes: fc.constantFrom(0, 30),
    }),
    flats: several('flat', fc.record({ startsOn: day, endsOn: until, unitPrice: price }), 3),
    perAssets: several('per_asset', fc.record({ endsOn: until, unitPrice: price }), 2),
    hourlies: several(
      'hourly',
      fc.record({
        workType,
        unitPrice: price,
        includedMinutes: fc.constantFrom<(number | 'unlimited')[]>(0, 45, 600, 'unlimited'),
      }),
      2
    ),
    assignments: several('asset', fc.record({ startsOn: day, endsOn: until }), 6),
    blockHours: several(
      'block',
      fc.record({ workType, endsOn: until, minutesLeft: fc.integer({ min: 0, max: 400 }) }),
      3
    ),
    rates: several('rate', fc.record({ workType, unitPrice: price }), 2),
    timeEntries: several(
      'entry',
      fc.record({
        day: workDay,
        workType,
        minutes: fc.integer({ min: 0, max: 300 }),
        ticketId: fc.constantFrom('ticket-1', 'ticket-2', null),
        costCentre: fc.constantFrom('4711', null),
        startedAt: fc.constantFrom('2026-10-18T11:10:00Z', null),
        approved: fc.boolean(),
        outcome: fc.constantFrom('billable', 'contract'),
        isRestricted: fc.boolean(),
      }),
      12
    ),
    ticketItems: several('item', fc.record({ day, unitPrice: price, quantity: price }), 4),
  })
  .map(({ flats, perAssets, hourlies, ...others }) =>
    month({
      ...others,
      lines: [...flats.map(flat), ...perAssets.map(perAsset), ...hourlies.map(hourly)],
      assignments: others.assignments.map(asset),
      blockHours: others.blockHours.map(block),
      rates: others.rates.map(rate),
      timeEntries: others.timeEntries.map(entry),
      ticketItems: others.ticketItems.map(item),
    })
  )

test.group('charges: properties', () => {
  test('repeating gives the same, in whatever order the facts arrive', ({ assert }) => {
    fc.assert(
      fc.property(months, (input) => {
        const result = monthCharges(input)
        assert.deepEqual(monthCharges(input), result)
        const turned = month({
          ...input,
          lines: input.lines.toReversed(),
          assignments: input.assignments.toReversed(),
          blockHours: input.blockHours.toReversed(),
          rates: input.rates.toReversed(),
          timeEntries: input.timeEntries.toReversed(),
          ticketItems: input.ticketItems.toReversed(),
        })
        assert.deepEqual(monthCharges(turned), result)
      })
    )
  })

  test('every approved entry stands in one charge or in one warning, never in both', ({
    assert,
  }) => {
    fc.assert(
      fc.property(months, (input) => {
        const { charges, warnings } = monthCharges(input)
        const facts = charges.flatMap((charge) => charge.facts)
        const charged = facts.filter(({ type }) => type === 'time_entry').map(({ id }) => id)
        const left = warnings.flatMap(({ code, params }) =>
          code === 'rate_missing' ? [String(params.timeEntryId)] : []
        )
        const approved = input.timeEntries.filter((one) => one.approved).map(({ id }) => id)
        assert.deepEqual([...charged, ...left].toSorted(), approved.toSorted())
      })
    )
  })

  test('keys are unique', ({ assert }) => {
    fc.assert(
      fc.property(months, (input) => {
        const keys = monthCharges(input).charges.map(({ key }) => key)
        assert.lengthOf(new Set(keys), keys.length)
      })
    )
  })

  test('covered and billed minutes are the rounded ones, and no allowance gives more than it has', ({
    assert,
  }) => {
    fc.assert(
      fc.property(months, (input) => {
        const taken = new Map<string | null, number>()
        for (const { unit, quantity, coverage, explanation } of monthCharges(input).charges) {
          const rounded = explanation
            .filter(({ code }) => code === 'rounded')
            .reduce((sum, { params }) => sum + Number(params.billedMinutes), 0)
          const covered = coverage.reduce((sum, { minutes }) => sum + minutes, 0)
          const billed = unit === 'HUR' ? new Decimal(quantity).times(60).round().toNumber() : 0
          assert.equal(covered + billed, rounded)
          for (const { id, minutes } of coverage) {
            taken.set(id, (taken.get(id) ?? 0) + minutes)
          }
        }
        for (const { id, minutesLeft } of input.blockHours) {
          assert.isAtMost(taken.get(id) ?? 0, minutesLeft)
        }
        for (const line of input.lines) {
          if (line.kind === 'hourly' && line.includedMinutes !== 'unlimited') {
            assert.isAtMost(taken.get(line.id) ?? 0, line.includedMinutes)
          }
        }
      })
    )
  })

  test('work under the contract is covered to the minute and never costs anything', ({
    assert,
  }) => {
    fc.assert(
      fc.property(months, (input) => {
        const outcomes = new Map(input.timeEntries.map(({ id, outcome }) => [id, outcome]))
        const { charges, warnings } = monthCharges(input)
        for (const { facts, coverage, explanation, net } of charges) {
          const found = new Set(
            facts.filter(({ type }) => type === 'time_entry').map(({ id }) => outcomes.get(id))
          )
          assert.isAtMost(found.size, 1)
          const isContract = found.has('contract')
          const covered = coverage.reduce((sum, { minutes }) => sum + minutes, 0)
          const rounded = explanation
            .filter(({ code }) => code === 'rounded')
            .reduce((sum, { params }) => sum + Number(params.billedMinutes), 0)
          if (isContract) assert.deepEqual([net, covered], [0, rounded])
          else assert.isFalse(coverage.some(({ kind }) => kind === 'contract'))
        }
        // No price is needed to settle what costs nothing.
        for (const { code, params } of warnings)
          if (code === 'rate_missing')
            assert.equal(outcomes.get(String(params.timeEntryId)), 'billable')
      })
    )
  })

  test('each net is its quantity at its unit price to half a cent, and they sum to the total', ({
    assert,
  }) => {
    fc.assert(
      fc.property(months, (input) => {
        const { charges } = monthCharges(input)
        for (const { quantity, unitPrice, net } of charges) {
          const exact = new Decimal(quantity).times(unitPrice).times(100)
          assert.isTrue(exact.minus(net).abs().lte('0.5'))
        }
        const lines = charges.map(({ net }) => ({
          net,
          taxCase: 'DE19' as const,
          category: 'S' as const,
          rate: '19',
        }))
        const sum = charges.reduce((total, { net }) => total + net, 0)
        assert.equal(documentTotals(lines).net, sum)
      })
    )
  })
})
