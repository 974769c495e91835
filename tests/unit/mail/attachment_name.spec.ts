import { test } from '@japa/runner'
import { safeAttachmentName } from '../../../backend/app/mail/attachment_name.js'

test.group('Attachment name', () => {
  test('cannot leave its folder, hide its ending or break a line', ({ assert }) => {
    const cases: [string | null, string][] = [
      ['../../etc/passwd', 'passwd'],
      ['C:\\Users\\kim\\rechnung.pdf', 'rechnung.pdf'],
      ['rechnung\u202Efdp.exe', 'rechnungfdp.exe'],
      ['a\r\nb\u0000.txt', 'a b.txt'],
      ['  .htaccess. ', 'htaccess'],
      ['nul.txt', '_nul.txt'],
      ['a<b>:"c|d?e*.txt', 'a_b___c_d_e_.txt'],
      ['..', 'fallback.bin'],
      ['', 'fallback.bin'],
      [null, 'fallback.bin'],
    ]
    for (const [given, expected] of cases) {
      assert.equal(safeAttachmentName(given, 'fallback.bin'), expected)
    }
    assert.match(safeAttachmentName(`${'ä'.repeat(400)}.docx`, 'x'), /^ä{195}\.docx$/)
  })
})
