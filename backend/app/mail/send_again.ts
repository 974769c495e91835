import db from '@adonisjs/lucid/services/db'
import { DomainError, notFound } from '#core/errors'
import { record } from '#core/events'
import { changed } from '#core/sql'

/** Queues a mail that failed, or of which nobody knows whether it left. A person decides this, never a machine. */
export async function sendAgain(id: string): Promise<void> {
  await settled(
    id,
    await changed(
      `update outbound_mails set state = 'queued', error = null, bounced_at = null
       where id = ? and (state in ('failed', 'uncertain') or bounced_at is not null)`,
      [id]
    )
  )
  await record({ type: 'mail.due', subject: { type: 'outbound_mail', id } })
}

/** Takes an uncertain mail for sent, because somebody knows that it arrived. */
export async function confirmSent(id: string): Promise<void> {
  await settled(
    id,
    await changed(
      `update outbound_mails set state = 'sent', sent_at = coalesce(claimed_at, app.now()) where id = ? and state = 'uncertain'`,
      [id]
    )
  )
  await record({ type: 'mail.sent', subject: { type: 'outbound_mail', id } })
}

/** @throws mail_already_processed (409) when there is nothing left to decide */
async function settled(id: string, touched: number): Promise<void> {
  if (touched > 0) return
  if (await db.from('outbound_mails').where('id', id).first())
    throw new DomainError('mail_already_processed', 409)
  throw notFound()
}
