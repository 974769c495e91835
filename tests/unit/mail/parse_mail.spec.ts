import { test } from '@japa/runner'
import { parseMail } from '../../../backend/app/mail/parse_mail.js'
import { mail, multipart, rawMail } from './raw_mail.js'

test.group('Parse mail', () => {
  test('reads addresses, ids, date and words of an ordinary mail', async ({ assert }) => {
    const found = await mail({
      'Cc': '"Muster, Jo" <JO@Kunde.Example>, Team: a@x.example, b@x.example;',
      'In-Reply-To': '<B2@MSP.example>',
      'References': '<a0@kunde.example>\r\n <B2@MSP.example>',
    })
    assert.containsSubset(found, {
      messageId: 'a1@kunde.example',
      inReplyTo: ['B2@msp.example'],
      references: ['a0@kunde.example', 'B2@msp.example'],
      from: { address: 'kim@kunde.example', name: 'Kim Muster' },
      replyTo: null,
      subject: 'Drucker geht nicht',
      text: 'Guten Tag',
      html: null,
      defects: [],
    })
    assert.deepEqual(
      found.cc.map(({ address }) => address),
      ['jo@kunde.example', 'a@x.example', 'b@x.example']
    )
    assert.equal(found.date?.toISO(), '2025-02-03T13:32:11.000Z')
  })

  test('missing headers are null and named as defects', async ({ assert }) => {
    const found = await mail({ 'Message-ID': '', 'Subject': '', 'From': '', 'Date': '' })
    assert.containsSubset(found, { messageId: null, subject: null, from: null, date: null })
    assert.includeMembers(found.defects, [
      'message_id_missing',
      'from_unreadable',
      'date_unreadable',
    ])
  })

  test('several From headers are named, because checks may have looked at another one', async ({
    assert,
  }) => {
    const raw = `From: b@x.example\r\n${rawMail().toString()}`
    assert.include((await parseMail(Buffer.from(raw))).defects, 'several_from_headers')
  })

  test('raw Windows-1252 in headers and an unknown charset in the body are readable', async ({
    assert,
  }) => {
    const bytes = Buffer.from(
      rawMail(
        { 'Subject': 'Übergröße', 'Content-Type': 'text/plain; charset=x-klingon' },
        'Grüße'
      ).toString(),
      'latin1'
    )
    const found = await parseMail(bytes)
    assert.equal(found.subject, 'Übergröße')
    assert.equal(found.text, 'Grüße')
    assert.include(found.defects, 'charset_guessed')
  })

  test('transfer encodings are understood as they are misspelt', async ({ assert }) => {
    for (const [encoding, body] of [
      ['quoted printable', 'Gr=C3=BC=C3=9Fe'],
      ['Quoted-Printable;', 'Gr=C3=BC=C3=9Fe'],
      ['base 64', 'R3LDvMOfZQ=='],
    ]) {
      assert.equal(
        (await mail({ 'Content-Transfer-Encoding': encoding }, body)).text,
        'Grüße',
        encoding
      )
    }
  })

  test('a charset that does not fit the bytes gives way to UTF-8', async ({ assert }) => {
    const found = await mail({ 'Content-Type': 'text/plain; charset=iso-2022-jp' }, 'Grüße')
    assert.equal(found.text, 'Grüße')
    assert.include(found.defects, 'charset_guessed')
  })

  test('words of a mail with HTML only come from its HTML', async ({ assert }) => {
    const html =
      '<h1>Störung</h1><style>p{color:red}</style><p>Bitte <a href="https://x.example/a">hier</a></p>'
    const found = await mail({ 'Content-Type': 'text/html; charset=utf-8' }, html)
    assert.equal(found.html, html)
    assert.match(found.text, /^Störung\n+Bitte hier \[https:\/\/x\.example\/a\]$/)
  })

  test('a footer in plain text does not replace the HTML message above it', async ({ assert }) => {
    const body = multipart('b', [
      'Content-Type: text/html\r\n\r\n<p>Eigentliche Nachricht</p>',
      'Content-Type: text/plain\r\n\r\nListe: liste@x.example',
    ])
    const found = await mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body)
    assert.match(found.text, /Eigentliche Nachricht\s+Liste: liste@x\.example/)
    assert.include(found.html, 'Eigentliche Nachricht')
    assert.include(found.html, 'Liste: liste@x.example')
  })

  test('of alternatives the plain one is the text and the rich one the HTML', async ({
    assert,
  }) => {
    const body = multipart('b', [
      'Content-Type: text/plain\r\n\r\nHallo',
      'Content-Type: text/html\r\n\r\n<p>Hallo</p>',
    ])
    const found = await mail({ 'Content-Type': 'multipart/alternative; boundary=b' }, body)
    assert.deepEqual([found.text.trim(), found.html?.trim()], ['Hallo', '<p>Hallo</p>'])
  })

  test('only an image that the HTML shows is inline; every other file stays in sight', async ({
    assert,
  }) => {
    const image = (id: string) =>
      `Content-Type: image/png; name=logo.png\r\nContent-ID: <${id}>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=`
    const body = multipart('b', [
      'Content-Type: text/html\r\n\r\n<img src="cid:one@x">',
      image('one@x'),
      image('two@x'),
    ])
    const { attachments } = await mail({ 'Content-Type': 'multipart/related; boundary=b' }, body)
    assert.deepEqual(
      attachments.map(({ contentId, inline, related }) => [contentId, inline, related]),
      [
        ['one@x', true, true],
        ['two@x', false, true],
      ]
    )
  })

  test('an attached mail is a file that can be opened as a mail', async ({ assert }) => {
    const body = multipart('b', [
      'Content-Type: text/plain\r\n\r\nsiehe Anhang',
      `Content-Type: message/rfc822\r\n\r\n${rawMail({ Subject: 'Innen' }).toString()}`,
    ])
    const [file] = (await mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body)).attachments
    assert.containsSubset(file, { name: 'message-1.eml', type: 'message/rfc822' })
    assert.equal((await parseMail(file.content)).subject, 'Innen')
  })

  test('a uuencoded file in the text becomes an attachment', async ({ assert }) => {
    const body = 'Fax:\r\nbegin 644 fax.txt\r\n,:&%L;&\\@=V5L="$*\r\n`\r\nend\r\nGruss\r\n'
    const found = await mail({}, body)
    assert.equal(found.attachments[0].name, 'fax.txt')
    assert.equal(found.attachments[0].content.toString(), 'hallo welt!\n')
    assert.equal(found.text, 'Fax:\nGruss')
  })

  test('flowed text joins soft breaks, but never quote levels', async ({ assert }) => {
    const body = 'Eins \r\nzwei\r\n> alt \r\n> neu\r\n>> älter\r\n-- \r\nKim\r\n'
    const found = await mail({ 'Content-Type': 'text/plain; format=flowed; charset=utf-8' }, body)
    assert.equal(found.text, 'Eins zwei\n> alt neu\n>> älter\n-- \nKim')
  })

  test('the same mail through two mailboxes has one hash, another mail has another', async ({
    assert,
  }) => {
    const one = await mail({ 'Received': 'from a by b', 'Delivered-To': 'x@msp.example' })
    const two = await mail({ 'X-Spam-Score': '1', 'Return-Path': '<kim@kunde.example>' })
    assert.equal(one.contentHash, two.contentHash)
    for (const other of [
      await mail({ Subject: 'Anders' }),
      await mail({}, 'Anders'),
      await mail({ 'Message-ID': '<a2@kunde.example>' }),
    ]) {
      assert.notEqual(one.contentHash, other.contentHash)
    }
  })
})
