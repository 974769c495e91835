import { cpuTime } from '#tests/support/cpu_time'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { foldQuotes } from '../../../backend/app/mail/fold_quotes.js'

/** Text, then what must be visible, signature, and the beginning of what is quoted. */
const CASES: [string, string, string, string, string][] = [
  [
    'German attribution with marks',
    'Danke!\n\nAm 03.02.2025 um 14:32 schrieb Kim <k@x.de>:\n> Geht es?\n> Kim',
    'Danke!',
    '',
    'Am 03.02.2025',
  ],
  [
    'attribution over two lines',
    'Danke!\n\nAm Mo., 3. Feb. 2025 um 14:32 Uhr schrieb Kim Muster <\nkim@kunde.example>:\n\n> Geht es?',
    'Danke!',
    '',
    'Am Mo.',
  ],
  [
    'attribution without marks',
    'Danke!\n\nAm 03.02.2025 um 14:32 schrieb Kim:\nGeht es?\nKim',
    'Danke!',
    '',
    'Am 03.02.2025',
  ],
  [
    'English attribution',
    'Thanks\n\nOn Mon, 3 Feb 2025 at 14:32, Kim wrote:\n> Does it work?',
    'Thanks',
    '',
    'On Mon',
  ],
  ['short attribution', 'Ja\n\nKim Muster schrieb:\n> Geht es?', 'Ja', '', 'Kim Muster schrieb'],
  [
    '"schrieb am" order',
    'Ja\n\nKim Muster schrieb am 03.02.2025 14:32:\n> Geht es?',
    'Ja',
    '',
    'Kim Muster schrieb am',
  ],
  [
    'Outlook block',
    'Ja.\n\nVon: Kim <k@x.de>\nGesendet: Montag, 3. Februar 2025 14:32\nAn: Support\nBetreff: Drucker\n\nGeht es?',
    'Ja.',
    '',
    'Von: Kim',
  ],
  [
    'Outlook block in bold, under a line',
    'Ja.\n________________________________\n*Von:* Kim <k@x.de>\n*Gesendet:* Montag\n*An:* Support\n*Betreff:* Drucker\n\nAlt',
    'Ja.',
    '',
    '_____',
  ],
  [
    'English Outlook block',
    'Yes.\n\nFrom: Kim\nSent: Monday\nTo: Support\nSubject: Printer\n\nOld',
    'Yes.',
    '',
    'From: Kim',
  ],
  [
    'original message rule',
    'Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Kim\nAlt',
    'Ja.',
    '',
    '-----Ursprüngliche',
  ],
  ['English original rule', 'Yes.\n-----Original Message-----\nOld', 'Yes.', '', '-----Original'],
  [
    'signature',
    'Guten Tag\n\n-- \nKim Muster\nKunde GmbH',
    'Guten Tag',
    '-- \nKim Muster\nKunde GmbH',
    '',
  ],
  [
    'signature above a quote',
    'Ja\n-- \nKim\n\nAm 03.02.2025 schrieb Jo:\n> Geht es?',
    'Ja',
    '-- \nKim',
    'Am 03.02.2025',
  ],
  [
    'German mobile signature',
    'Ja\n\nVon meinem iPhone gesendet',
    'Ja',
    'Von meinem iPhone gesendet',
    '',
  ],
  [
    'mobile signature above a quote',
    'Ja\n\nGesendet von Outlook für Android\n________________________________\nVon: Kim\nGesendet: heute\nAn: Jo\nBetreff: x',
    'Ja',
    'Gesendet von Outlook für Android',
    '_____',
  ],
  ['English mobile signature', 'Yes\n\nSent from my iPhone', 'Yes', 'Sent from my iPhone', ''],
  [
    'an answer below the quote',
    'Am 03.02.2025 schrieb Jo:\n> Geht es?\n\nJa, danke.',
    'Ja, danke.',
    '',
    'Am 03.02.2025',
  ],
  [
    'answers between quotes keep them',
    '> Eins?\nJa\n> Zwei?\nNein',
    '> Eins?\nJa\n> Zwei?\nNein',
    '',
    '',
  ],
  [
    'answers between quotes, a rest below',
    '> Eins?\nJa\n> Zwei?\nNein\n\n> Rest',
    '> Eins?\nJa\n> Zwei?\nNein',
    '',
    '> Rest',
  ],
  ['only a quote stays visible', '> Geht es?', '> Geht es?', '', ''],
  ['only a signature stays visible', '-- \nKim', '-- \nKim', '', ''],
  [
    'a forward is content',
    'Bitte ansehen\n\n---------- Forwarded message ---------\nVon: Kim <k@x.de>\nDate: heute\nSubject: x\nTo: y\n\nText',
    'Bitte ansehen\n\n---------- Forwarded message ---------\nVon: Kim <k@x.de>\nDate: heute\nSubject: x\nTo: y\n\nText',
    '',
    '',
  ],
  [
    'ordinary words are no headers',
    'Am Montag schrieb ich Ihnen.\nVon: Berlin\nOn we go',
    'Am Montag schrieb ich Ihnen.\nVon: Berlin\nOn we go',
    '',
    '',
  ],
]

test.group('Fold quotes', () => {
  test('what was written now is separated from signature and quotes', ({ assert }) => {
    for (const [name, text, visible, signature, quoted] of CASES) {
      const folded = foldQuotes(text)
      assert.equal(folded.visible, visible, name)
      assert.equal(folded.signature, signature, name)
      if (quoted === '') assert.equal(folded.quoted, '', name)
      else assert.isTrue(folded.quoted.startsWith(quoted), `${name}: ${folded.quoted}`)
    }
  })

  test('no word is ever lost and something is always visible', ({ assert }) => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '> alt',
        '>> älter',
        '-- ',
        'Am 03.02.2025 schrieb Kim:',
        'On 1 Feb 2025 Kim wrote:',
        'Von: Kim',
        'Gesendet: heute',
        'An: Jo',
        'Betreff: x',
        '-----Original Message-----',
        '__________________',
        'Von meinem iPhone gesendet',
        '---------- Forwarded message ---------',
        'Ja'
      ),
      fc.string({ maxLength: 20 })
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const text = lines.join('\n')
        const { visible, signature, quoted } = foldQuotes(text)
        assert.equal(letters(visible + signature + quoted), letters(text))
        assert.equal(visible.trim() === '', text.trim() === '')
      }),
      { numRuns: 1000 }
    )
  })

  test('hostile text of a megabyte is folded within two seconds', ({ assert }) => {
    for (const line of [
      'schrieb am 1 '.repeat(46) + ':',
      'Am ' + 'schrieb '.repeat(70) + '1:',
      '> ',
      'Von: ',
    ]) {
      const text = `${line}\n`.repeat(Math.ceil(1_000_000 / line.length))
      const start = cpuTime()
      foldQuotes(`Text\n${text}`)
      assert.isBelow(cpuTime() - start, 10_000, line.slice(0, 20))
    }
  }).timeout(20_000)
})

function letters(text: string): string {
  return [...text.replace(/\s/g, '')].sort().join('')
}
