import { test } from '@japa/runner'
import fc from 'fast-check'
import { mergeFields } from '../../frontend/src/lib/form_conflict.js'

const fields = fc.dictionary(
  fc.constantFrom('name', 'note', 'city', 'tags'),
  fc.constantFrom('a', 'b', ['a'], ['b'], null)
)

test.group('Two people who save the same thing', () => {
  test('do not collide in different fields', ({ assert }) => {
    const before = { name: 'Alt', city: 'Kiel', tags: ['x'] }
    const mine = { name: 'Neu', city: 'Kiel', tags: ['x'] }
    const theirs = { name: 'Alt', city: 'Plön', tags: ['x', 'y'] }
    assert.deepEqual(mergeFields(before, mine, theirs), {
      merged: { name: 'Neu', city: 'Plön', tags: ['x', 'y'] },
      clashes: [],
    })
  })

  test('collide where both changed one field to something else, and mine stands until chosen', ({
    assert,
  }) => {
    const { merged, clashes } = mergeFields(
      { name: 'Alt', note: 'n' },
      { name: 'Meins', note: 'beide' },
      { name: 'Ihres', note: 'beide' }
    )
    assert.deepEqual(clashes, ['name'])
    assert.deepEqual(merged, { name: 'Meins', note: 'beide' })
  })

  test('may take parts out and add some', ({ assert }) => {
    const line = (text: string) => ({ text })
    const { merged, clashes } = mergeFields(
      { a: line('1'), b: line('2'), c: line('3') },
      { a: line('1'), c: line('3'), mine: line('4') },
      { a: line('9'), b: line('2'), theirs: line('5') }
    )
    assert.deepEqual(clashes, [])
    assert.deepEqual(
      Object.entries(merged).filter(([, value]) => value !== undefined),
      [
        ['a', line('9')],
        ['mine', line('4')],
        ['theirs', line('5')],
      ]
    )
  })

  test('get the same, whoever of the two saves first', ({ assert }) => {
    fc.assert(
      fc.property(fields, fields, fields, (before, mine, theirs) => {
        const one = mergeFields(before, mine, theirs)
        const other = mergeFields(before, theirs, mine)
        assert.sameMembers(one.clashes, other.clashes)
        const agreed = Object.keys(one.merged).filter((name) => !one.clashes.includes(name))
        for (const name of agreed) assert.deepEqual(one.merged[name], other.merged[name])
      })
    )
  })
})
