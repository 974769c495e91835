import { test } from '@japa/runner'
import { forwardedOriginal } from '../../../backend/app/mail/forwarded_mail.js'
import { mail, multipart, rawMail } from './raw_mail.js'

const INSTANT = '2025-02-03T13:32:00.000Z'

/** What each mail program writes; all tell of the same mail by Kim. */
const FORWARDS: Record<string, { subject: string; text: string }> = {
  'Outlook, German': {
    subject: 'WG: Drucker',
    text: 'Bitte übernehmen\n\nVon: Kim Muster <kim@kunde.example>\nGesendet: Montag, 3. Februar 2025 14:32\nAn: Jo <jo@msp.example>\nBetreff: Drucker\n\nEr druckt nicht.\n',
  },
  'Outlook, bold labels under a line': {
    subject: 'WG: Drucker',
    text: 'Bitte übernehmen\n________________________________\n*Von:* Kim Muster [mailto:kim@kunde.example]\n*Gesendet:* Montag, 3. Februar 2025 14:32\n*An:* Jo\n*Betreff:* Drucker\n\nEr druckt nicht.\n',
  },
  'Outlook, English': {
    subject: 'FW: Drucker',
    text: 'Bitte übernehmen\n\nFrom: Kim Muster <kim@kunde.example>\nSent: Monday, February 3, 2025 2:32 PM\nTo: Jo <jo@msp.example>;\n Al <al@msp.example>\nSubject: Drucker\n\nEr druckt nicht.\n',
  },
  'Gmail': {
    subject: 'Fwd: Drucker',
    text: 'Bitte übernehmen\n\n---------- Forwarded message ---------\nVon: Kim Muster <kim@kunde.example>\nDate: Mo., 3. Feb. 2025 um 14:32 Uhr\nSubject: Drucker\nTo: Jo <jo@msp.example>\n\n\nEr druckt nicht.\n',
  },
  'Apple Mail, quoted': {
    subject: 'Fwd: Drucker',
    text: 'Bitte übernehmen\n\nAnfang der weitergeleiteten Nachricht:\n\n> Von: Kim Muster <kim@kunde.example>\n> Betreff: Drucker\n> Datum: 3. Februar 2025 um 14:32:00 MEZ\n> An: Jo <jo@msp.example>\n> \n> Er druckt nicht.\n',
  },
  'Thunderbird': {
    subject: 'Drucker',
    text: 'Bitte übernehmen\n\n-------- Weitergeleitete Nachricht --------\nBetreff: \tDrucker\nDatum: \tMon, 3 Feb 2025 14:32:00 +0100\nVon: \tKim Muster <kim@kunde.example>\nAn: \tjo@msp.example\n\nEr druckt nicht.\n',
  },
}

test.group('Forwarded mail', () => {
  test('the original sender is found in the blocks of all usual programs', async ({ assert }) => {
    for (const [name, { subject, text }] of Object.entries(FORWARDS)) {
      const original = await forwardedOriginal(await mail({ Subject: subject }, text))
      assert.deepEqual(
        original && { ...original, date: original.date?.toISO() },
        {
          from: { address: 'kim@kunde.example', name: 'Kim Muster' },
          subject: 'Drucker',
          date: INSTANT,
          body: 'Er druckt nicht.',
          note: 'Bitte übernehmen',
        },
        name
      )
    }
  })

  test('an HTML forward of Outlook is read like its text', async ({ assert }) => {
    const html =
      '<p>Bitte</p><div style="border-top:solid"><p><b>Von:</b> Kim Muster &lt;<a href="mailto:kim@kunde.example">kim@kunde.example</a>&gt;<br><b>Gesendet:</b> Montag, 3. Februar 2025 14:32<br><b>An:</b> Jo<br><b>Betreff:</b> Drucker</p></div><p>Er druckt nicht.</p>'
    const found = await mail(
      { 'Subject': 'WG: Drucker', 'Content-Type': 'text/html; charset=utf-8' },
      html
    )
    const original = await forwardedOriginal(found)
    assert.equal(original?.from.address, 'kim@kunde.example')
    assert.equal(original?.body, 'Er druckt nicht.')
  })

  test('a mail forwarded as an attachment is opened', async ({ assert }) => {
    const body = multipart('b', [
      'Content-Type: text/plain\r\n\r\nBitte übernehmen',
      `Content-Type: message/rfc822\r\n\r\n${rawMail({}, 'Er druckt nicht.').toString()}`,
    ])
    const headers = {
      'From': 'jo@msp.example',
      'Subject': 'WG: Drucker',
      'Content-Type': 'multipart/mixed; boundary=b',
    }
    const original = await forwardedOriginal(await mail(headers, body))
    assert.containsSubset(original, {
      from: { address: 'kim@kunde.example', name: 'Kim Muster' },
      subject: 'Drucker geht nicht',
      body: 'Er druckt nicht.',
      note: 'Bitte übernehmen',
    })
  })

  test('nothing is claimed where it is not certain', async ({ assert }) => {
    const { text } = FORWARDS['Outlook, German']
    const doubtful: [string, string, string][] = [
      ['an answer with the same block', 'AW: Drucker', text],
      ['an answer to a forward', 'AW: WG: Drucker', text],
      ['an answer that quotes a forward', 'AW: Drucker', FORWARDS.Gmail.text],
      ['no sign of a forward', 'Drucker', text],
      ['a sender without an address', 'WG: Drucker', text.replace(' <kim@kunde.example>', '')],
      ['a forward without a block', 'WG: Drucker', 'siehe unten'],
      ['too little of a block', 'WG: Drucker', 'Von: kim@kunde.example\n\nText'],
    ]
    for (const [name, subject, body] of doubtful) {
      assert.isNull(await forwardedOriginal(await mail({ Subject: subject }, body)), name)
    }
  })
})
