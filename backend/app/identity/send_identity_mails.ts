import type { SendMailOptions } from 'nodemailer'
import { sql } from '#core/sql'

/**
 * Worker's round for mails about signing in, in the same three steps as any mail. `from` is the installation's sender.
 */
export async function sendIdentityMails(
  transmit: (mail: SendMailOptions) => Promise<void>,
  from: string
): Promise<void> {
  const claimed = await sql<{ id: string; recipient: string; subject: string; body_text: string }>(
    `update identity_mails set state = 'claimed', claimed_at = now()
     where id in (select id from identity_mails where state = 'queued' order by created_at limit 20 for update skip locked)
     returning id, recipient, subject, body_text`,
    [],
    'identity'
  )
  for (const mail of claimed) {
    try {
      await transmit({ from, to: mail.recipient, subject: mail.subject, text: mail.body_text })
      await sql(
        `update identity_mails set state = 'sent', sent_at = now() where id = ?`,
        [mail.id],
        'identity'
      )
    } catch (error) {
      await sql(
        `update identity_mails set state = 'failed', error = ? where id = ?`,
        [(error as Error).message, mail.id],
        'identity'
      )
    }
  }
}
