import { test } from '@japa/runner'
import { brandIcon } from '../../frontend/src/lib/portal/brand_icon.js'

const drawn = (name: string, color: string | null) => decodeURIComponent(brandIcon(name, color))

test.group('The icon of a house', () => {
  test('bears its initial on its colour, readable on light and dark ones', ({ assert }) => {
    const dark = drawn('nordlicht IT', '#123456')
    assert.include(dark, 'fill="#123456"')
    assert.match(dark, /fill="#fff">N<\/text>/)
    assert.match(drawn('Öl & Gas', '#ffd400'), /fill="#11181c">Ö<\/text>/)
  })

  test('draws nothing but a letter and a colour, whatever the house is called', ({ assert }) => {
    assert.notMatch(drawn('<script>', '"/><script>'), /<script/i)
    assert.match(drawn('&', null), /fill="#0b6475".*><\/text>/)
  })
})
