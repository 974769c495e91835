import { test } from '@japa/runner'
import fc from 'fast-check'
import { classify, type MailKind } from '../../../backend/app/mail/classify_mail.js'
import { foldQuotes } from '../../../backend/app/mail/fold_quotes.js'
import { forwardedOriginal } from '../../../backend/app/mail/forwarded_mail.js'
import { parseMail } from '../../../backend/app/mail/parse_mail.js'
import { sanitizeMailHtml } from '../../../backend/app/mail/sanitize_mail_html.js'
import { threadCandidates } from '../../../backend/app/mail/thread_mail.js'
import { CORPUS_MISSING, corpusFiles, corpusMail } from './corpus.js'
import { CORPUS_SENDERS } from './corpus_senders.js'

const OURS = { addresses: ['support@msp.example'], domains: ['msp.example'], instanceId: 'i1' }

/** A phrase that is in the body by eye, whatever its charset and encoding */
const WORDS: [string, string][] = [
  ['multi_charset/japanese_iso_2022.eml', 'すみません。'],
  ['multi_charset/japanese_shift_jis.eml', 'このメールはテスト用のメールです。'],
  ['multi_charset/ks_c_5601-1987.eml', '스티해'],
  ['plain_emails/raw_email.eml', '제 이름은 Jamis입니다.'],
  ['plain_emails/raw_email10.eml', 'Envoyé par le service de messagerie texte de Bell Mobilité.'],
  ['plain_emails/raw_email_quoted_with_0d0a.eml', 'Elapsed time: 00:58 on channel 11'],
  ['error_emails/header_fields_with_empty_values.eml', 'Jørn Støylen'],
  ['error_emails/content_transfer_encoding_qp_with_space.eml', "you can't go wrong."],
  ['error_emails/multiple_invalid_content_dispositions.eml', 'foo'],
  [
    'mime_emails/raw_email_with_nested_attachment.eml',
    'Here is a test of an attachment via email.',
  ],
  ['multipart_report_emails/multipart_report_multiple_status.eml', 'has restricted SMS e-mail'],
]

/** These bodies hold no words: only files, only an image, or nothing at all. */
const WORDLESS = new Set([
  'attachment_emails/attachment_message_rfc822_inline_image.eml',
  'attachment_emails/attachment_only_email.eml',
  'attachment_emails/attachment_with_quoted_filename.eml',
  'error_emails/bad_date_header.eml',
  'error_emails/bad_date_header2.eml',
  'error_emails/empty_in_reply_to.eml',
  'error_emails/missing_body.eml',
  'error_emails/missing_content_disposition.eml',
  'error_emails/must_supply_encoding.eml',
  'mime_emails/raw_email_with_binary_encoded.eml',
  'multi_charset/japanese_attachment_long_name.eml',
])

const KINDS: [string, MailKind][] = [
  ['multipart_report_emails/multi_address_bounce1.eml', 'bounce'],
  ['multipart_report_emails/multipart_report_multiple_status.eml', 'bounce'],
  ['multipart_report_emails/report_422.eml', 'bounce'],
  ['multipart_report_emails/report_530.eml', 'bounce'],
  ['mime_emails/raw_email_with_mimepart_without_content_type.eml', 'bounce'],
  ['error_emails/bad_date_header.eml', 'bulk'],
  ['error_emails/empty_in_reply_to.eml', 'bulk'],
  ['plain_emails/basic_email.eml', 'person'],
  ['rfc2822/example06.eml', 'person'],
]

test.group('Mail corpus', (group) => {
  group.each.skip(CORPUS_MISSING !== false, CORPUS_MISSING || '')

  test('every mail is read, with readable words where it has any', async ({ assert }) => {
    assert.isAbove(corpusFiles.length, 100)
    for (const name of corpusFiles) {
      const mail = await parseMail(corpusMail(name))
      const broken = mail.text.match(/\ufffd/g)?.length ?? 0
      assert.isAtMost(broken, mail.text.length / 100, `${name}: replacement characters`)
      assert.equal(mail.text.trim() === '', WORDLESS.has(name), `${name}: words`)
      assert.notInclude(mail.defects, 'mime_broken', name)
      assert.notMatch(JSON.stringify({ ...mail, attachments: [] }), /\\u0000/, name)
      for (const file of mail.attachments) {
        assert.match(file.name, /^[^/\\\u0000-\u001f]{1,200}$/, name)
        assert.equal(file.size, file.content.length, name)
      }
    }
  })

  test('sender and subject are what a person reads in the file', async ({ assert }) => {
    for (const [name, from, subject] of CORPUS_SENDERS) {
      const mail = await parseMail(corpusMail(name))
      assert.deepEqual([mail.from?.address ?? null, mail.subject], [from, subject], name)
    }
  })

  test('words survive every charset and transfer encoding', async ({ assert }) => {
    for (const [name, words] of WORDS) {
      assert.include((await parseMail(corpusMail(name))).text, words, name)
    }
  })

  test('bounces, lists and people are told apart', async ({ assert }) => {
    for (const [name, kind] of KINDS) {
      assert.equal(classify(await parseMail(corpusMail(name)), OURS).kind, kind, name)
    }
  })

  test('a bounce names its recipients, their fate and the message it returns', async ({
    assert,
  }) => {
    const many = await parseMail(corpusMail('multipart_report_emails/multi_address_bounce1.eml'))
    const { reports } = classify(many, OURS)
    assert.lengthOf(reports, 5)
    assert.containsSubset(reports[0], {
      finalRecipient: 'bbbbvhvbbvkjbhfbvbvjhb@gmail.com',
      action: 'failed',
      status: '5.1.1',
    })
    const one = 'multipart_report_emails/multipart_report_multiple_status.eml'
    assert.deepEqual(classify(await parseMail(corpusMail(one)), OURS).reports, [
      {
        finalRecipient: 'u@ci.com',
        action: 'failed',
        status: '5.3.0',
        originalMessageId: '4c2a146147ac8_61ff157c4ec1652df@s.h.c.mail',
      },
    ])
    const late = await parseMail(corpusMail('multipart_report_emails/report_422.eml'))
    assert.equal(classify(late, OURS).reports[0].action, 'delayed')
  })

  test('nothing else that reads a mail fails on any of them', async ({ assert }) => {
    for (const name of corpusFiles) {
      const mail = await parseMail(corpusMail(name))
      const folded = foldQuotes(mail.text)
      assert.equal(letters(Object.values(folded).join('')), letters(mail.text), name)
      threadCandidates(mail)
      const forwarded = await forwardedOriginal(mail)
      if (forwarded) assert.match(mail.subject ?? '', /^(fwd|wg)/i, name)
      const { html } = sanitizeMailHtml(mail.html ?? '', { cidMap: () => null })
      assert.notMatch(html, /<script|<style|<form|javascript:|<[^>]+\son\w+\s*=/i, name)
    }
  })

  test('a mail mutated at random is read without a throw', async ({ assert }) => {
    const mails = corpusFiles.map(corpusMail)
    const edit = fc.record({ at: fc.nat(), byte: fc.nat(255), remove: fc.nat(40) })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(mails.length - 1),
        fc.array(edit, { minLength: 1, maxLength: 20 }),
        async (pick, edits) => {
          let bytes = Buffer.from(mails[pick])
          for (const { at, byte, remove } of edits) {
            const place = at % (bytes.length + 1)
            bytes = Buffer.concat([
              bytes.subarray(0, place),
              Buffer.from([byte]),
              bytes.subarray(place + remove),
            ])
          }
          const mail = await parseMail(bytes)
          assert.equal(mail.size, bytes.length)
          assert.match(mail.contentHash, /^[0-9a-f]{64}$/)
        }
      ),
      { numRuns: 300 }
    )
  }).timeout(30_000)
})

/** All non-space characters in a canonical order: folding may move lines, never lose them. */
function letters(text: string): string {
  return [...text.replace(/\s/g, '')].sort().join('')
}
