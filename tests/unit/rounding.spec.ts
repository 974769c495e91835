import { test } from '@japa/runner'
import fc from 'fast-check'
import { roundEntries, roundMinutes, type RoundableEntry, type RoundingRule } from '#time/rounding'

function rule(scope: RoundingRule['scope'], stepMinutes = 15, minimumMinutes = 0): RoundingRule {
  return { scope, stepMinutes, minimumMinutes }
}

const rules: fc.Arbitrary<RoundingRule> = fc.record({
  scope: fc.constantFrom('entry', 'ticket', 'day'),
  stepMinutes: fc.constantFrom(1, 5, 6, 10, 15, 30, 60),
  minimumMinutes: fc.constantFrom(0, 10, 15, 30, 60),
})
const entry: fc.Arbitrary<Omit<RoundableEntry, 'id'>> = fc.record({
  ticketId: fc.constantFrom('ticket-1', 'ticket-2', null),
  day: fc.constantFrom('2026-10-01', '2026-10-02'),
  minutes: fc.integer({ min: 0, max: 500 }),
})
const entries = fc
  .array(entry, { maxLength: 12 })
  .map((list) => list.map((one, index): RoundableEntry => ({ ...one, id: `entry-${index}` })))

test.group('rounding of minutes', () => {
  test('goes up to the next full step', ({ assert }) => {
    assert.equal(roundMinutes(1, rule('entry')), 15)
    assert.equal(roundMinutes(15, rule('entry')), 15)
    assert.equal(roundMinutes(16, rule('entry')), 30)
  })

  test('reaches at least the minimum', ({ assert }) => {
    assert.equal(roundMinutes(3, rule('entry', 5, 30)), 30)
    assert.equal(roundMinutes(31, rule('entry', 5, 30)), 35)
  })

  test('nothing worked is nothing billed', ({ assert }) => {
    assert.equal(roundMinutes(0, rule('entry', 15, 30)), 0)
  })

  test('refuses parts of minutes, negative time and a step of nothing', ({ assert }) => {
    assert.throws(() => roundMinutes(1.5, rule('entry')), RangeError)
    assert.throws(() => roundMinutes(-1, rule('entry')), RangeError)
    assert.throws(() => roundMinutes(1, rule('entry', 0)), RangeError)
  })

  test('is never less than worked, never a whole step too much, and stable', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), rules, (worked, applied) => {
        const billed = roundMinutes(worked, applied)
        const { stepMinutes, minimumMinutes } = applied
        assert.isAtLeast(billed, worked)
        assert.isTrue(billed === minimumMinutes || billed - worked < stepMinutes)
        assert.isTrue(billed === minimumMinutes || billed % stepMinutes === 0)
        assert.isAtLeast(roundMinutes(worked + 1, applied), billed)
      })
    )
  })
})

test.group('rounding of entries', () => {
  const list: RoundableEntry[] = [
    { id: 'one', ticketId: 'ticket-1', day: '2026-10-01', minutes: 5 },
    { id: 'two', ticketId: 'ticket-1', day: '2026-10-02', minutes: 5 },
    { id: 'three', ticketId: null, day: '2026-10-02', minutes: 5 },
    { id: 'four', ticketId: null, day: '2026-10-02', minutes: 6 },
  ]
  function billed(scope: RoundingRule['scope']): number[] {
    return roundEntries(list, rule(scope)).map(({ billedMinutes }) => billedMinutes)
  }

  test('by entry each one is rounded alone', ({ assert }) => {
    assert.deepEqual(billed('entry'), [15, 15, 15, 15])
  })

  test('by ticket its entries are rounded together and those without one alone', ({ assert }) => {
    assert.deepEqual(billed('ticket'), [15, 15, 15])
  })

  test('by day all of a day are rounded together', ({ assert }) => {
    assert.deepEqual(billed('day'), [15, 30])
  })

  test('loses no entry and no minute, whatever the scope', ({ assert }) => {
    fc.assert(
      fc.property(entries, rules, (worked, applied) => {
        const groups = roundEntries(worked, applied)
        const grouped = groups.flatMap((group) => group.entries)
        assert.sameMembers(grouped, worked)
        assert.lengthOf(grouped, worked.length)
        for (const group of groups) {
          const minutes = group.entries.reduce((sum, one) => sum + one.minutes, 0)
          assert.equal(group.workedMinutes, minutes)
          assert.equal(group.billedMinutes, roundMinutes(minutes, applied))
        }
      })
    )
  })

  test('rounding by ticket never bills more than rounding by entry', ({ assert }) => {
    fc.assert(
      fc.property(entries, rules, (worked, applied) => {
        const total = (scope: RoundingRule['scope']) =>
          roundEntries(worked, { ...applied, scope }).reduce(
            (sum, one) => sum + one.billedMinutes,
            0
          )
        assert.isAtMost(total('ticket'), total('entry'))
      })
    )
  })
})
