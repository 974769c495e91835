import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import {
  decideThread,
  readTag,
  signedTag,
  taggedAddress,
  type ThreadFacts,
  threadCandidates,
} from '../../../backend/app/mail/thread_mail.js'
import { mail } from './raw_mail.js'

const SECRET = 'geheim'
const AT = DateTime.fromISO('2025-02-03T12:00:00Z')
const RULE = { at: AT, reopenDays: 14 }
const NONE: ThreadFacts = { byTag: null, byMessageId: null, bySubjectNumber: null }

function ticket(ticketId: string, closedDaysAgo: number | null = null) {
  const closedAt = closedDaysAgo === null ? null : AT.minus({ days: closedDaysAgo })
  return { ticketId, number: 1042, state: { category: closedAt ? 'closed' : 'open', closedAt } }
}

test.group('Thread candidates', () => {
  test('message ids come newest first and once', async ({ assert }) => {
    const { messageIds } = threadCandidates(
      await mail({ 'In-Reply-To': '<c@x>', 'References': '<a@x> <b@x> <c@x>' })
    )
    assert.deepEqual(messageIds, ['c@x', 'b@x', 'a@x'])
  })

  test('ticket numbers are read from the subject only in the forms we and others use', async ({
    assert,
  }) => {
    const cases: [string, number[]][] = [
      ['AW: Drucker [#1042]', [1042]],
      ['Re: Ticket#1042 Drucker', [1042]],
      ['Ticket #1042', [1042]],
      ['[Ticket: 1042] Drucker', [1042]],
      ['Ticket-Nr.: 1042', [1042]],
      ['Vorgang: 7 und [#8]', [8, 7]],
      ['Rechnung 1042', []],
      ['Bestellung #1042', []],
      ['Ticket#2025010510000012', []],
      ['Ticketpreis 2025', []],
    ]
    for (const [subject, numbers] of cases) {
      assert.deepEqual(threadCandidates(await mail({ Subject: subject })).numbers, numbers, subject)
    }
  })

  test('a tagged recipient is found in headers of the envelope, too', async ({ assert }) => {
    const tagged = taggedAddress('support@msp.example', 1042, SECRET)
    for (const name of ['To', 'Cc', 'Delivered-To']) {
      const headers = { [name]: tagged.toUpperCase() }
      const found = threadCandidates(await mail(headers)).taggedAddresses
      assert.deepEqual(
        found.map((address) => readTag(address, SECRET)),
        [1042]
      )
    }
  })
})

test.group('Signed tag', () => {
  test('every number comes back, in any case, and under no other secret', ({ assert }) => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.boolean(), (number, upper) => {
        const address = taggedAddress('support@msp.example', number, SECRET)
        assert.equal(readTag(upper ? address.toUpperCase() : address, SECRET), number)
        assert.isNull(readTag(address, 'anders'))
        assert.isAtMost(address.indexOf('@'), 64)
      })
    )
  })

  test('a changed number or signature is refused', ({ assert }) => {
    const tag = signedTag(1042, SECRET)
    assert.match(tag, /^t1042\.[a-z2-7]{16}$/)
    assert.isNull(readTag(`support+${tag.replace('1042', '1043')}@msp.example`, SECRET))
    const last = tag.endsWith('a') ? 'b' : 'a'
    assert.isNull(readTag(`support+${tag.slice(0, -1)}${last}@msp.example`, SECRET))
    assert.isNull(readTag('support+t1042.@msp.example', SECRET))
    assert.isNull(readTag('support@msp.example', SECRET))
  })
})

test.group('Decide thread', () => {
  test('a known message id or tag appends, a tag before a message id', async ({ assert }) => {
    const reply = await mail()
    const byId = decideThread(reply, { ...NONE, byMessageId: ticket('a') }, RULE)
    assert.containsSubset(byId, { action: 'append', ticketId: 'a', reason: { code: 'message_id' } })
    const byTag = decideThread(
      reply,
      { ...NONE, byTag: ticket('b'), byMessageId: ticket('a') },
      RULE
    )
    assert.containsSubset(byTag, { action: 'append', ticketId: 'b', reason: { code: 'tag' } })
  })

  test('a stranger cannot write into a ticket by typing its number', async ({ assert }) => {
    const named = await mail({ Subject: '[#1042]' })
    const cases: [boolean, boolean, string, string][] = [
      [false, false, 'create', 'subject_number_not_trusted'],
      [true, false, 'append', 'subject_number'],
      [false, true, 'append', 'subject_number'],
    ]
    for (const [senderIsParticipant, senderIsKnownContactOfAccount, action, code] of cases) {
      const bySubjectNumber = { ...ticket('a'), senderIsParticipant, senderIsKnownContactOfAccount }
      const decision = decideThread(named, { ...NONE, bySubjectNumber }, RULE)
      assert.deepEqual([decision.action, decision.reason.code], [action, code])
    }
  })

  test('what answers a ticket closed too long ago opens a linked one', async ({ assert }) => {
    const cases: [number, string][] = [
      [1, 'append'],
      [14, 'append'],
      [15, 'create_linked'],
    ]
    for (const [days, action] of cases) {
      const decision = decideThread(await mail(), { ...NONE, byTag: ticket('a', days) }, RULE)
      assert.equal(decision.action, action, `${days} days`)
    }
  })

  test('a forward out of a conversation starts its own ticket, linked to it', async ({
    assert,
  }) => {
    const facts = { ...NONE, byMessageId: ticket('a') }
    const forward = decideThread(await mail({ Subject: 'WG: Drucker' }), facts, RULE)
    assert.containsSubset(forward, { action: 'create_linked', reason: { code: 'forwarded' } })
    const answer = decideThread(await mail({ Subject: 'AW: WG: Drucker' }), facts, RULE)
    assert.equal(answer.action, 'append')
    const tagged = decideThread(
      await mail({ Subject: 'WG: x' }),
      { ...NONE, byTag: ticket('a') },
      RULE
    )
    assert.equal(tagged.action, 'append')
  })

  test('nothing known opens a ticket', async ({ assert }) => {
    assert.deepEqual(decideThread(await mail(), NONE, RULE), {
      action: 'create',
      reason: { code: 'nothing_found', params: {} },
    })
  })
})
