import { test } from '@japa/runner'
import { writeBookingBatch } from '@kontor/datev/booking_batch'
import fc from 'fast-check'
import { batch, row } from './datev_samples.ts'
import { readExtf, values } from './extf_reader.ts'

function written(bookingText: string): string {
  const { records } = readExtf(writeBookingBatch(batch({ rows: [{ ...row, bookingText }] })))
  return values(records[0]!)[14]!
}

test.group('DATEV text', () => {
  test('keeps what Windows-1252 has, as one byte each', ({ assert }) => {
    const text = 'ÄÖÜäöüß € „Zitat“ – Straße é ñ œ Ž ²'
    assert.equal(written(text), text)
    const bytes = writeBookingBatch(batch({ rows: [{ ...row, bookingText: '€–ß' }] }))
    assert.include(bytes.toString('latin1'), '"\x80\x96\xdf"')
  })

  test('writes {from} as {to}')
    .with([
      { from: 'Dvořák, Čapek & Łukasz', to: 'Dvorák, Capek & Lukasz' },
      { from: 'Server → Cloud ≥ 2', to: 'Server -> Cloud >= 2' },
      { from: 'Mu\u0308ller', to: 'Müller' },
      { from: 'Oﬃce №\u202f5 ½ ⅔', to: 'Office No 5 ½ 2/3' },
      { from: 'a\u2011b \u2212 c', to: 'a-b - c' },
      { from: 'GROẞ Ștefan İstanbul', to: 'GROSS Stefan Istanbul' },
      { from: 'Привет 🚀', to: '?????? ?' },
    ])
    .run(({ assert }, { from, to }) => assert.equal(written(from), to))

  test('removes control characters and makes line breaks and tabs blanks', ({ assert }) => {
    assert.equal(written(' a\r\nb\tc\u0000d\u0085e\u200bf\u00adg\u2028h '), 'a b cdefg h')
  })

  test('cuts at 60 characters after the transliteration', ({ assert }) => {
    assert.equal(written('→'.repeat(40)), '->'.repeat(30))
    assert.equal(written('"'.repeat(70)), '"'.repeat(60))
    assert.equal(written('x'.repeat(59) + '🚀🚀'), 'x'.repeat(59) + '?')
  })

  test('writes whatever text there is as one well-formed field', ({ assert }) => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      fc.string({ unit: 'grapheme', maxLength: 90 }),
      fc
        .array(fc.constantFrom('"', ';', '\r', '\n', '\t', 'ü', 'č', '\ud83d', '💶'))
        .map((a) => a.join(''))
    )
    fc.assert(
      fc.property(anyText, (bookingText) => {
        const { records } = readExtf(
          writeBookingBatch(batch({ rows: [{ ...row, bookingText }, row] }))
        )
        assert.lengthOf(records, 2)
        assert.lengthOf(records[0]!, 125)
        const text = values(records[0]!)[14]!
        assert.isAtMost(text.length, 60)
        assert.equal(text, written(text), 'a second pass changes nothing')
        assert.equal(values(records[0]!)[114], '0', 'later columns keep their place')
      })
    )
  })
})
