import { test } from '@japa/runner'
import { holidaysOf } from '#contracts/holidays'

test.group('holidays of the German states', () => {
  test('Schleswig-Holstein has ten, Bavaria its own three more', ({ assert }) => {
    const north = holidaysOf(2026, 'SH')
    const south = holidaysOf(2026, 'BY').map(({ day }) => day)
    assert.lengthOf(north, 10)
    assert.includeMembers(
      north.map(({ day }) => day),
      ['2026-01-01', '2026-04-03', '2026-05-14', '2026-10-03', '2026-10-31', '2026-12-26']
    )
    assert.includeMembers(south, ['2026-01-06', '2026-06-04', '2026-11-01'])
    assert.notInclude(south, '2026-10-31')
  })

  test('each one is named in both languages and stands in the order of days', ({ assert }) => {
    const rows = holidaysOf(2026, 'SN')
    const prayer = rows.find(({ day }) => day === '2026-11-18')
    assert.equal(prayer?.name_de, 'Buß- und Bettag')
    assert.notEqual(prayer?.name_en, prayer?.name_de)
    assert.isTrue(rows.every((row, index) => index === 0 || rows[index - 1].day < row.day))
  })

  test('two holidays on one day are one day off', ({ assert }) => {
    const rows = holidaysOf(2008, 'SH').filter(({ day }) => day === '2008-05-01')
    assert.lengthOf(rows, 1)
    assert.equal(rows[0].name_de, 'Christi Himmelfahrt')
    assert.equal(rows[0].name_en, 'Ascension Day')
  })

  test('24 and 31 December are half days only where one asks for them', ({ assert }) => {
    const asked = holidaysOf(2026, 'SH', { halfDays: true })
    assert.isUndefined(holidaysOf(2026, 'SH').find(({ day }) => day === '2026-12-24'))
    assert.equal(asked.find(({ day }) => day === '2026-12-24')?.closesAt, '14:00')
    assert.equal(asked.at(-1)?.day, '2026-12-31')
  })

  test('an unknown state is refused', ({ assert }) => {
    assert.throws(() => holidaysOf(2026, 'XX'), 'Unknown German state XX')
  })
})
