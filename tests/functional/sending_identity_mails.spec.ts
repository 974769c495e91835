import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { queueIdentityMail } from '#identity/identity_mail'
import { sendIdentityMails } from '#identity/send_identity_mails'
import { unique } from '../support/tenant.js'

const SENDER = 'Kontor <kontor@kontor.test>'
const mails = () => db.connection('identity').from('identity_mails')
const stateOf = async (recipient: string) => mails().where('recipient', recipient).firstOrFail()

/** A mail server that answers as told; only the transport behind it is not ours. */
function server(answer: 'takes' | 'busy' | 'refuses' | 'breaks') {
  const taken: string[] = []
  return {
    taken,
    transmit: async ({ to }: { to?: unknown }) => {
      if (answer !== 'takes') throw new Error(answer)
      taken.push(String(to))
    },
    isFinal: (error: unknown) => (error as Error).message === 'refuses',
    isUncertain: (error: unknown) => (error as Error).message === 'breaks',
  }
}

async function queued(): Promise<string> {
  const recipient = `${unique('person')}@kunde.test`
  await queueIdentityMail({ purpose: 'reset', recipient, subject: 'Neues Kennwort', text: 'Link' })
  return recipient
}

const nowDue = (recipient: string) =>
  mails()
    .where('recipient', recipient)
    .update({ due_at: new Date(Date.now() - 1000) })

test.group('A mail about signing in', (group) => {
  group.each.setup(async () => {
    await mails().where('state', 'queued').delete()
  })

  test('is sent once', async ({ assert }) => {
    const recipient = await queued()
    const smtp = server('takes')
    await sendIdentityMails(smtp, SENDER)
    await sendIdentityMails(smtp, SENDER)
    assert.deepEqual(smtp.taken, [recipient])
    assert.equal((await stateOf(recipient)).state, 'sent')
  })

  test('waits longer after each attempt at a busy server, and leaves when it is free again', async ({
    assert,
  }) => {
    const recipient = await queued()
    const minutes = []
    for (let attempt = 0; attempt < 3; attempt++) {
      await sendIdentityMails(server('busy'), SENDER)
      const { state, due_at: dueAt, error } = await stateOf(recipient)
      assert.deepEqual([state, error], ['queued', 'busy'])
      minutes.push(Math.round((dueAt.getTime() - Date.now()) / 60_000))
      await nowDue(recipient)
    }
    assert.deepEqual(minutes, [1, 2, 5])
    const smtp = server('takes')
    await sendIdentityMails(smtp, SENDER)
    assert.deepEqual(smtp.taken, [recipient])
    const { state, error } = await stateOf(recipient)
    assert.deepEqual([state, error], ['sent', null])
  })

  test('is not tried before its time, and not for ever', async ({ assert }) => {
    const recipient = await queued()
    await sendIdentityMails(server('busy'), SENDER)
    await sendIdentityMails(server('busy'), SENDER)
    assert.equal((await stateOf(recipient)).attempts, 1)
    for (let attempt = 0; attempt < 6; attempt++) {
      await nowDue(recipient)
      await sendIdentityMails(server('busy'), SENDER)
    }
    const { state, attempts } = await stateOf(recipient)
    assert.deepEqual([state, attempts], ['failed', 5])
  })

  test('that the server will never take has failed at once', async ({ assert }) => {
    const recipient = await queued()
    await sendIdentityMails(server('refuses'), SENDER)
    const { state, attempts } = await stateOf(recipient)
    assert.deepEqual([state, attempts], ['failed', 1])
  })

  test('of which nobody knows whether it left is uncertain and not sent again', async ({
    assert,
  }) => {
    const recipient = await queued()
    await sendIdentityMails(server('breaks'), SENDER)
    const smtp = server('takes')
    await nowDue(recipient)
    await sendIdentityMails(smtp, SENDER)
    assert.deepEqual(smtp.taken, [])
    assert.equal((await stateOf(recipient)).state, 'uncertain')
  })

  test('that a worker left behind when it died becomes uncertain after some minutes', async ({
    assert,
  }) => {
    const [old, fresh] = [await queued(), await queued()]
    const claimed = (recipient: string, minutes: number) =>
      mails()
        .where('recipient', recipient)
        .update({ state: 'claimed', claimed_at: new Date(Date.now() - minutes * 60_000) })
    await claimed(old, 4)
    await claimed(fresh, 1)
    const smtp = server('takes')
    await sendIdentityMails(smtp, SENDER)
    assert.deepEqual(smtp.taken, [])
    assert.equal((await stateOf(old)).state, 'uncertain')
    assert.equal((await stateOf(fresh)).state, 'claimed')
    await mails().where('recipient', fresh).delete()
  })
})
