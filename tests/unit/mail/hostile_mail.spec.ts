import { cpuTime } from '#tests/support/cpu_time'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { foldQuotes } from '../../../backend/app/mail/fold_quotes.js'
import { forwardedOriginal } from '../../../backend/app/mail/forwarded_mail.js'
import { MAX_MAIL_BYTES, MailTooLarge, parseMail } from '../../../backend/app/mail/parse_mail.js'
import { mail, multipart, rawMail } from './raw_mail.js'

test.group('Hostile mail', () => {
  test('a mail above the limit is refused with a stable code', async ({ assert }) => {
    assert.plan(2)
    try {
      await parseMail(Buffer.alloc(MAX_MAIL_BYTES + 1))
    } catch (error) {
      assert.instanceOf(error, MailTooLarge)
      assert.containsSubset(error, { code: 'mail_too_large', status: 413 })
    }
  })

  test('a MIME bomb ends at the limit, with headers and raw text kept', async ({ assert }) => {
    const bombs = {
      'thousands of parts': rawMail(
        { 'Content-Type': 'multipart/mixed; boundary=b' },
        'start\r\n' + '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(20_000)
      ),
      'endless nesting': rawMail(
        { 'Content-Type': 'multipart/mixed; boundary=b0' },
        Array.from(
          { length: 5000 },
          (_, depth) =>
            `--b${depth}\r\nContent-Type: multipart/mixed; boundary=b${depth + 1}\r\n\r\n`
        ).join('')
      ),
      'endless header': rawMail({ 'X-Long': 'x'.repeat(1_000_000) }),
    }
    for (const [name, bytes] of Object.entries(bombs)) {
      const found = await parseMail(bytes)
      assert.include(found.defects, 'mime_broken', name)
      assert.containsSubset(found, { subject: 'Drucker geht nicht', attachments: [] }, name)
    }
  })

  test('hostile headers are read in time', async ({ assert }) => {
    const hostile = {
      'To': '<'.repeat(200_000),
      'Cc': 'a@b.example, '.repeat(30_000),
      'From': '<a '.repeat(100_000),
      'Reply-To': '(('.repeat(100_000),
      'Subject': '=?utf-8?Q?'.repeat(20_000),
      'References': '<a@b '.repeat(50_000),
      'Message-ID': '('.repeat(200_000),
      'X-Blank': `a${' '.repeat(400_000)}b`,
      'X-Tabs': `a${'\t\r\n '.repeat(100_000)}b`,
      'Date': '1 '.repeat(100_000),
      'Content-Type': `text/plain; ${'a=b;'.repeat(50_000)}`,
    }
    for (const [name, value] of Object.entries(hostile)) {
      const start = cpuTime()
      await mail({ [name]: value })
      assert.isBelow(cpuTime() - start, 10_000, name)
    }
  }).timeout(30_000)

  test('hostile bodies are read in time', async ({ assert }) => {
    const named = (name: string) =>
      `Content-Type: application/pdf; name="${name}"\r\nContent-Disposition: attachment\r\n\r\nx`
    const hostile: [string, string, string][] = [
      ['blanks', 'text/plain', `a${' '.repeat(3_000_000)}b`],
      ['empty lines', 'text/plain', `a${'\n'.repeat(3_000_000)}b`],
      ['signatures', 'text/plain', '--\n'.repeat(1_000_000)],
      ['uuencode', 'text/plain', 'begin 644 a\nAAAA\n'.repeat(150_000)],
      ['flowed', 'text/plain; format=flowed', 'a \n'.repeat(800_000)],
      ['nested tags', 'text/html', '<div>'.repeat(400_000)],
      ['open styles', 'text/html', '<style>'.repeat(400_000)],
      ['cells', 'text/html', '<td>x '.repeat(300_000)],
      [
        'file name',
        'multipart/mixed; boundary=b',
        multipart('b', [named(`${'. '.repeat(100_000)}x`)]),
      ],
    ]
    for (const [name, type, body] of hostile) {
      const start = cpuTime()
      const found = await mail({ 'Content-Type': type, 'Subject': 'WG: x' }, body)
      foldQuotes(found.text)
      await forwardedOriginal(found)
      assert.isBelow(cpuTime() - start, 10_000, name)
    }
  }).timeout(60_000)

  test('a text part of many megabytes is a file, not a message', async ({ assert }) => {
    const found = await mail({}, 'x'.repeat(6 * 1024 * 1024))
    assert.equal(found.text, '')
    assert.equal(found.attachments[0].size, 6 * 1024 * 1024)
    assert.include(found.defects, 'text_part_too_large')
  })

  test('any bytes at all are read without a throw', async ({ assert }) => {
    const words = fc.constantFrom(
      'From: ',
      '\r\n\r\n',
      'Content-Type: multipart/mixed; boundary=b\r\n',
      '--b\r\n',
      '--b--',
      '=?utf-8?B?',
      '?=',
      'Content-Transfer-Encoding: base64\r\n',
      'Subject:',
      '<',
      '>',
      'begin 644 x\n',
      'message/rfc822'
    )
    const bytes = fc
      .array(
        fc.oneof(
          words.map((word) => Buffer.from(word)),
          fc.uint8Array({ maxLength: 40 }).map(Buffer.from)
        ),
        { maxLength: 30 }
      )
      .map((chunks) => Buffer.concat(chunks))
    await fc.assert(
      fc.asyncProperty(bytes, async (raw) => {
        const found = await parseMail(raw)
        assert.equal(found.size, raw.length)
        assert.notInclude(found.text, '\u0000')
      }),
      { numRuns: 500 }
    )
  }).timeout(30_000)
})
