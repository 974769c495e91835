import { test } from '@japa/runner'
import { readHeaderDate, readWrittenDate } from '../../../backend/app/mail/mail_date.js'

test.group('Mail date', () => {
  test('reads what mail programs write into the header', ({ assert }) => {
    const cases: [string, string | null][] = [
      ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06.000Z'],
      ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06.000Z'],
      ['Mon, 3 Feb 2025 14:32 +0530 (IST)', '2025-02-03T09:02:00.000Z'],
      ['Wed, 9 Jan 2002 19:47:50 MST', '2002-01-10T02:47:50.000Z'],
      ['Pn, 29 paX 2007 21:13:00 +0100', null],
      ['Wed, 31 Feb 2024 10:00:00 +0000', null],
      ['Sat, 30 Jun 3609 10:00:00 +0000', null],
      ['gestern', null],
    ]
    for (const [given, expected] of cases) {
      assert.equal(readHeaderDate(given)?.toISO() ?? null, expected, given)
    }
  })

  test('reads what they write into forwarded blocks, in the forwarder\u2019s zone', ({
    assert,
  }) => {
    const instant = '2025-02-03T13:32:00.000Z'
    for (const given of [
      'Montag, 3. Februar 2025 14:32',
      'Montag, den 3. Februar 2025 14:32',
      '03.02.2025 14:32',
      'Mo., 3. Feb. 2025 um 14:32 Uhr',
      '3. Februar 2025 um 14:32:00 MEZ',
      'Monday, February 3, 2025 2:32 PM',
      'Mon, Feb 3, 2025 at 2:32 PM',
      'Mon, 3 Feb 2025 14:32:00 +0100',
      '2025-02-03 14:32',
    ]) {
      assert.equal(readWrittenDate(given, 'Europe/Berlin')?.toISO(), instant, given)
    }
    assert.isNull(readWrittenDate('morgen früh', 'Europe/Berlin'))
  })
})
