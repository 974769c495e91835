import { test } from '@japa/runner'
import { classify, mayAutoAnswer, ownMessageId } from '../../../backend/app/mail/classify_mail.js'
import { mail, multipart } from './raw_mail.js'

const OURS = {
  addresses: ['support@msp.example', 'info@msp.example'],
  domains: ['msp.example'],
  instanceId: 'inst7',
}
const OWN_ID = `<${ownMessageId('018f-aa', 'inst7', 'msp.example')}>`

/** Headers, expected kind, reason code, whether a machine may answer. */
const CASES: [string, Record<string, string>, string, string, boolean][] = [
  [
    'our mail from a domain of former days',
    { 'Message-ID': '<kontor.1.inst7@alt.example>' },
    'loop',
    'own_mail_returned',
    false,
  ],
  [
    'our mail from before a move to another installation',
    { 'Message-ID': '<kontor.1.inst6@msp.example>' },
    'loop',
    'own_mail_returned',
    false,
  ],
  ['somebody writes', {}, 'person', 'no_machine_sign', true],
  ['Auto-Submitted: no is a person', { 'Auto-Submitted': 'no' }, 'person', 'no_machine_sign', true],
  [
    'an absence note',
    { 'Auto-Submitted': 'auto-replied (vacation)' },
    'auto_reply',
    'auto_submitted',
    false,
  ],
  [
    'an absence note of Exchange',
    { 'Auto-Submitted': 'auto-generated', 'In-Reply-To': '<x@y.example>' },
    'auto_reply',
    'auto_submitted',
    false,
  ],
  ['a monitoring mail', { 'Auto-Submitted': 'auto-generated' }, 'bulk', 'auto_submitted', false],
  ['X-Autoreply', { 'X-Autoreply': 'yes' }, 'auto_reply', 'header', false],
  ['X-Autoreply: no', { 'X-Autoreply': 'no' }, 'person', 'no_machine_sign', true],
  ['Precedence: auto_reply', { Precedence: 'auto_reply' }, 'auto_reply', 'precedence', false],
  [
    'null return path on an answer',
    { 'Return-Path': '<>', 'In-Reply-To': '<x@y.example>' },
    'auto_reply',
    'null_return_path',
    false,
  ],
  ['null return path on a form mail', { 'Return-Path': '<>' }, 'bulk', 'null_return_path', false],
  [
    'a person who asks for silence',
    { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' },
    'person',
    'no_machine_sign',
    false,
  ],
  [
    'an absence note by subject',
    { 'X-Auto-Response-Suppress': 'All', 'Subject': 'Automatische Antwort: Drucker' },
    'auto_reply',
    'absence_subject',
    false,
  ],
  ['a mailing list', { 'List-Id': '<users.list.example>' }, 'bulk', 'mailing_list', false],
  ['a newsletter', { 'List-Unsubscribe': '<mailto:u@x.example>' }, 'bulk', 'mailing_list', false],
  ['Precedence: bulk', { Precedence: 'bulk' }, 'bulk', 'precedence', false],
  [
    'an address nobody reads',
    { From: 'no-reply@shop.example' },
    'person',
    'no_machine_sign',
    false,
  ],
  [
    'answers go to nobody',
    { 'Reply-To': 'noreply+9@shop.example' },
    'person',
    'no_machine_sign',
    false,
  ],
  [
    'a man named Noreplyson',
    { From: 'noreplyson@kunde.example' },
    'person',
    'no_machine_sign',
    true,
  ],
  [
    'our mail in another mailbox',
    { 'From': 'support@msp.example', 'Message-ID': OWN_ID },
    'own_copy',
    'own_mail',
    false,
  ],
  [
    'our mail, sent back by a forwarder',
    { 'Message-ID': OWN_ID },
    'loop',
    'own_mail_returned',
    false,
  ],
  [
    'our header in a mail of somebody else',
    { 'X-Kontor-Loop': 'inst7' },
    'loop',
    'own_mail_returned',
    false,
  ],
  [
    'the header of another installation',
    { 'X-Kontor-Instance': 'inst8' },
    'person',
    'no_machine_sign',
    true,
  ],
  [
    'a colleague whose program uses our domain in ids',
    { 'From': 'kim@msp.example', 'Message-ID': '<5f1@msp.example>' },
    'person',
    'no_machine_sign',
    true,
  ],
  [
    'a colleague in our mailbox',
    { From: 'Support <SUPPORT@msp.example>' },
    'person',
    'no_machine_sign',
    false,
  ],
  [
    'Exim names failed recipients',
    { 'From': 'Mailer-Daemon@x.example', 'X-Failed-Recipients': 'a@b.example' },
    'bounce',
    'failed_recipients',
    false,
  ],
  [
    'a daemon without a report',
    { 'From': 'MAILER-DAEMON@x.example', 'Return-Path': '<>' },
    'bounce',
    'mailer_daemon',
    false,
  ],
]

test.group('Classify mail', () => {
  test('headers decide what sent a mail and whether a machine may answer', async ({ assert }) => {
    for (const [name, headers, kind, code, answer] of CASES) {
      const found = await mail(headers)
      const classification = classify(found, OURS)
      assert.deepEqual([classification.kind, classification.reason.code], [kind, code], name)
      assert.equal(mayAutoAnswer(found, classification), answer, name)
    }
  })

  test('a mail without a sender is never answered by a machine', async ({ assert }) => {
    const found = await mail({ From: '' })
    assert.isFalse(mayAutoAnswer(found, classify(found, OURS)))
  })

  const report = (action: string) =>
    multipart('b', [
      'Content-Type: text/plain\r\n\r\nNicht zugestellt.',
      `Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; <Kim@Kunde.example>\r\nAction: ${action}\r\nStatus: 5.1.1 (unknown)`,
      `Content-Type: text/rfc822-headers\r\n\r\nFrom: support@msp.example\r\nMessage-ID: ${OWN_ID}`,
    ])
  const headers = {
    'From': 'MAILER-DAEMON@mx.example',
    'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
  }

  test('a bounce leads back to our message and is no loop', async ({ assert }) => {
    const { kind, reports } = classify(await mail(headers, report('failed')), OURS)
    assert.equal(kind, 'bounce')
    assert.deepEqual(reports, [
      {
        finalRecipient: 'kim@kunde.example',
        action: 'failed',
        status: '5.1.1',
        originalMessageId: 'kontor.018f-aa.inst7@msp.example',
      },
    ])
  })

  test('a notice of successful delivery is no bounce', async ({ assert }) => {
    const { kind, reason } = classify(await mail(headers, report('delivered')), OURS)
    assert.deepEqual([kind, reason.code], ['auto_reply', 'delivery_receipt'])
  })

  test('a read receipt is an automatic reply', async ({ assert }) => {
    const type = 'multipart/report; report-type=disposition-notification; boundary=b'
    const found = await mail({ 'Content-Type': type }, multipart('b', ['\r\nGelesen.']))
    assert.equal(classify(found, OURS).reason.code, 'read_receipt')
  })

  test('a bounce of Exchange without a report is attached by its reference', async ({ assert }) => {
    const found = await mail({
      'From': 'MAILER-DAEMON@x.example',
      'Return-Path': '<>',
      'In-Reply-To': OWN_ID,
    })
    const [only] = classify(found, OURS).reports
    assert.equal(only.originalMessageId, 'kontor.018f-aa.inst7@msp.example')
  })
})
