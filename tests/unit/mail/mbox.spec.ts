import { test } from '@japa/runner'
import fc from 'fast-check'
import { splitMbox } from '../../../backend/app/mail/mbox.js'
import { MAX_MAIL_BYTES } from '../../../backend/app/mail/parse_mail.js'

async function mails(source: Buffer | AsyncIterable<Buffer>): Promise<string[]> {
  const found: string[] = []
  for await (const mail of splitMbox(source)) found.push(mail.toString())
  return found
}

async function* chunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const SEPARATOR = 'From kim@x.example Mon Feb  3 14:32:11 2025\n'

test.group('Mbox', () => {
  test('mails come apart at separators and quoted separators come back', async ({ assert }) => {
    const file = `${SEPARATOR}Subject: 1\n\nEins\n>From hier\n>>From dort\n\n${SEPARATOR}Subject: 2\n\nZwei\n`
    assert.deepEqual(await mails(Buffer.from(file)), [
      'Subject: 1\n\nEins\nFrom hier\n>From dort\n',
      'Subject: 2\n\nZwei\n',
    ])
  })

  test('a sentence that begins with "From " is no separator', async ({ assert }) => {
    const text =
      'Subject: 1\n\nText\nFrom kim@x.example Mon Feb  3 14:32:11 2025\n\nFrom here on it works.\n'
    assert.deepEqual(await mails(Buffer.from(SEPARATOR + text)), [text])
  })

  test('a file without separators is one mail, an empty file none', async ({ assert }) => {
    assert.deepEqual(await mails(Buffer.from('Subject: 1\n\nText')), ['Subject: 1\n\nText'])
    assert.deepEqual(await mails(Buffer.from('\n\n')), [])
    assert.deepEqual(await mails(Buffer.from(SEPARATOR + SEPARATOR)), [])
  })

  test('what was written is what comes back, however the stream is cut', async ({ assert }) => {
    const line = fc.oneof(
      fc.constantFrom('', 'From here', '>From x', '>>From y', 'Text'),
      fc.string({ maxLength: 8 })
    )
    const body = fc
      .array(line, { maxLength: 8 })
      .map((lines) => lines.map((text) => text.replace(/[\r\n]/g, '')).join('\n'))
    await fc.assert(
      fc.asyncProperty(
        fc.array(body, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 50 }),
        async (bodies, size) => {
          const written = bodies.map((text) => `Subject: x\n\n${text}\n`)
          const file = written
            .map((mail) => `${SEPARATOR}${mail.replace(/^(>*From )/gm, '>$1')}\n`)
            .join('')
          assert.deepEqual(await mails(chunks(Buffer.from(file), size)), written)
        }
      )
    )
  })

  test('a mail above the limit is cut just beyond it and the next one is whole', async ({
    assert,
  }) => {
    const huge = Buffer.alloc(1024 * 1024, 'x\n')
    async function* file() {
      yield Buffer.from(`${SEPARATOR}Subject: 1\n\n`)
      for (let megabyte = 0; megabyte < 60; megabyte += 1) yield huge
      yield Buffer.from(`\n${SEPARATOR}Subject: 2\n\nZwei\n`)
    }
    const sizes: number[] = []
    for await (const mail of splitMbox(file())) sizes.push(mail.length)
    assert.lengthOf(sizes, 2)
    assert.isAbove(sizes[0], MAX_MAIL_BYTES)
    assert.isBelow(sizes[0], MAX_MAIL_BYTES + 1024)
    assert.equal(sizes[1], 'Subject: 2\n\nZwei\n'.length)
  }).timeout(60_000)
})
