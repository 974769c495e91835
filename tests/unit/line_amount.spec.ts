import { test } from '@japa/runner'
import fc from 'fast-check'
import { lineTotal } from '#core/money'
import { lineAmount } from '../../frontend/src/lib/catalogue/line_amount.js'

const decimal = fc
  .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.integer({ min: 0, max: 999_999 }))
  .map(
    ([whole, fraction]) => `${whole}.${String(fraction).padStart(6, '0').replace(/0+$/, '') || '0'}`
  )

test.group('The amount of a contract line on the screen', () => {
  test('is to the cent what the charge engine bills', ({ assert }) => {
    fc.assert(
      fc.property(decimal, decimal, (quantity, price) => {
        assert.equal(lineAmount(quantity, price) || 0, lineTotal(quantity, price) || 0)
      })
    )
  })

  test('half a cent is rounded away from zero, and what is not typed yet is nothing', ({
    assert,
  }) => {
    assert.equal(lineAmount('1', '0.005'), 1)
    assert.equal(lineAmount('-1', '0.005'), -1)
    assert.equal(lineAmount('2', '49.905'), 9981)
    assert.equal(lineAmount(null, '12'), 0)
  })
})
