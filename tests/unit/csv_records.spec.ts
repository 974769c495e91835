import { test } from '@japa/runner'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { splitCsv } from '#crm/csv_records'

const cells = (text: string, delimiter = ';') =>
  splitCsv(text, delimiter).records.map((record) => record.cells)

test.group('Splitting CSV', () => {
  test('whatever was written properly is read back', ({ assert }) => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ß', '"', ';', ',', '\n', '\r\n', ' ', '\t'),
    })
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(table, fc.constantFrom(';', ',', '\t'), (rows, delimiter) => {
        const text = stringify(rows, { delimiter, quoted: true })
        assert.deepEqual(splitCsv(text, delimiter), {
          ...splitCsv(text, delimiter),
          broken: [],
          openSince: null,
        })
        assert.deepEqual(cells(text, delimiter), rows)
      })
    )
  })

  test('line ends of all systems, with and without a last one', ({ assert }) => {
    for (const end of ['\n', '\r\n', '\r']) {
      assert.deepEqual(cells(`a;b${end}c;${end}`), [
        ['a', 'b'],
        ['c', ''],
      ])
      assert.deepEqual(cells(`a;b${end}c;d`), [
        ['a', 'b'],
        ['c', 'd'],
      ])
    }
  })

  test('a quote inside an unquoted cell is just a character', ({ assert }) => {
    assert.deepEqual(cells('Krumm "GmbH";19"'), [['Krumm "GmbH"', '19"']])
  })

  test('a misplaced closing quote breaks its line and no other, and lines are counted on', ({
    assert,
  }) => {
    const { records, broken } = splitCsv('a;b\n"zwei\nZeilen";b\n"zu "früh;b\nd;e\n', ';')
    assert.deepEqual(records, [
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['zwei\nZeilen', 'b'] },
      { line: 5, cells: ['d', 'e'] },
    ])
    assert.deepEqual(broken, [4])
  })

  test('a quote that is never closed is reported with the line it began on', ({ assert }) => {
    assert.equal(splitCsv('a;b\n"offen;b\nnoch;eins', ';').openSince, 2)
  })
})
