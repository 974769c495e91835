import { test } from '@japa/runner'
import { printedPhone } from '#documents/printed_phone'

test.group('A phone number on paper', () => {
  test('is written as people at home write it, and with its country to others', ({ assert }) => {
    assert.equal(printedPhone('+494315560100', 'DE', 'DE'), '0431 5560100')
    assert.equal(printedPhone('+494315560100', 'DE', 'AT'), '+49 431 5560100')
    assert.equal(printedPhone('+431234567890', 'DE', 'DE'), '+43 1 234567890')
    assert.equal(printedPhone('+41446681800', 'CH', 'CH'), '044 668 18 00')
  })

  test('stays as it was typed where it is none, and missing where it is missing', ({ assert }) => {
    assert.equal(printedPhone('Durchwahl 12', 'DE', 'DE'), 'Durchwahl 12')
    assert.isNull(printedPhone(null, 'DE', 'DE'))
  })
})
