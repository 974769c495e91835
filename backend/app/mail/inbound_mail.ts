import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { InboundMailSchema } from '#database/schema'
import { DomainError, notFound } from '#core/errors'
import { record } from '#core/events'
import { storeFile } from '#core/files'
import { changed, sql } from '#core/sql'
import { MAX_MAIL_BYTES } from '#mail/parse_mail'

export type Outcome = 'stored' | 'created' | 'appended' | 'ignored' | 'quarantined' | 'failed'

export class InboundMail extends InboundMailSchema {
  static table = 'inbound_mails'
  declare state: Outcome
}

/**
 * Stores a mail as it came (bytes and SHA-256) and tells the consumer; nothing is understood yet. The same bytes in the
 * same mailbox are stored once: the second call returns the first mail.
 * @param source where it came from, for people: a file's path, a folder and UID
 * @throws mail_too_large (413)
 */
export async function storeMail(
  mailboxId: string,
  source: string,
  bytes: Buffer
): Promise<{ id: string; repeated: boolean }> {
  if (bytes.length > MAX_MAIL_BYTES) {
    throw new DomainError('mail_too_large', 413, {
      megabytes: Math.ceil(bytes.length / 1_048_576),
      limit: MAX_MAIL_BYTES / 1_048_576,
    })
  }
  const sha256 = createHash('sha256').update(bytes).digest()
  const known = await db
    .from('inbound_mails')
    .where({ mailbox_id: mailboxId, sha256 })
    .select('id')
    .first()
  if (known) return { id: known.id, repeated: true }
  const file = await storeFile({ name: 'mail.eml', type: 'message/rfc822', content: bytes })
  const [row] = await sql<{ id: string }>(
    `insert into inbound_mails (mailbox_id, source, file_id, sha256, size) values (?, ?, ?, ?, ?)
     on conflict (tenant_id, mailbox_id, sha256) do nothing returning id`,
    [mailboxId, source.slice(-500), file.id, sha256, bytes.length]
  )
  if (!row) return storeMail(mailboxId, source, bytes)
  await record({ type: 'mail.stored', subject: { type: 'inbound_mail', id: row.id } })
  return { id: row.id, repeated: false }
}

/**
 * Processes a mail again. What became a message stays in its ticket and is only read anew (`mail.reread_asked`);
 * everything else goes through the intake from the beginning. @throws not_found (404)
 */
export async function processAgain(id: string): Promise<void> {
  const subject = { type: 'inbound_mail', id }
  const touched = await changed(
    `update inbound_mails set state = 'stored', reason = null, processed_at = null
     where id = ? and state in ('failed', 'quarantined', 'ignored', 'stored')`,
    [id]
  )
  if (touched > 0) await record({ type: 'mail.stored', subject })
  else if (await db.from('inbound_mails').where('id', id).first())
    await record({ type: 'mail.reread_asked', subject })
  else throw notFound()
}
