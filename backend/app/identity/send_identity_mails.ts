import type { SendMailOptions } from 'nodemailer'
import { sql } from '#core/sql'

/** How mails leave, and what an error says about the one that did not. */
export interface MailCarrier {
  transmit(mail: SendMailOptions): Promise<void>
  /** the server will say the same next time */
  isFinal(error: unknown): boolean
  /** nobody knows whether the server has it */
  isUncertain(error: unknown): boolean
}

/** Minutes until the next attempt; after the last one the mail has failed. Together less than its link is valid. */
const PAUSES = [1, 2, 5, 10]

/** Minutes after which a claimed mail of a dead worker counts as uncertain. */
const PATIENCE = 3

interface ClaimedMail {
  id: string
  recipient: string
  subject: string
  body_text: string
  attempts: number
}

/**
 * Worker's round for mails about signing in, in the same three steps as any mail: claim (commit), send, confirm. What
 * was claimed and never confirmed becomes uncertain and is not sent again by itself: a person asks for another link.
 * @param from the installation's sender
 */
export async function sendIdentityMails(carrier: MailCarrier, from: string): Promise<void> {
  await sql(
    `update identity_mails set state = 'uncertain'
     where state = 'claimed' and claimed_at < now() - make_interval(mins => ?)`,
    [PATIENCE],
    'identity'
  )
  // One after the other: the claim's time says when this mail was begun, however long those before it took.
  for (let mail = await claim(); mail; mail = await claim()) await send(mail, carrier, from)
}

async function claim(): Promise<ClaimedMail | null> {
  const [mail] = await sql<ClaimedMail>(
    `update identity_mails set state = 'claimed', claimed_at = now(), attempts = attempts + 1
     where id = (select id from identity_mails where state = 'queued' and due_at <= now()
                 order by due_at limit 1 for update skip locked)
     returning id, recipient, subject, body_text, attempts`,
    [],
    'identity'
  )
  return mail ?? null
}

async function send(mail: ClaimedMail, carrier: MailCarrier, from: string): Promise<void> {
  try {
    await carrier.transmit({
      from,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body_text,
    })
  } catch (error) {
    const pause = PAUSES[mail.attempts - 1]
    const state = carrier.isUncertain(error)
      ? 'uncertain'
      : carrier.isFinal(error) || pause === undefined
        ? 'failed'
        : 'queued'
    await sql(
      `update identity_mails set state = ?, error = ?, due_at = now() + make_interval(mins => ?)
       where id = ? and state in ('claimed', 'uncertain')`,
      [state, (error as Error).message.slice(0, 500), pause ?? 0, mail.id],
      'identity'
    )
    return
  }
  // Whatever took so long: now it is certain.
  await sql(
    `update identity_mails set state = 'sent', sent_at = now(), error = null
     where id = ? and state in ('claimed', 'uncertain')`,
    [mail.id],
    'identity'
  )
}
