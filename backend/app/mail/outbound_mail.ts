import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { record } from '#core/events'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import * as timers from '#core/timers'
import { ownMessageId } from '#mail/classify_mail'
import { instanceId } from '#mail/instance'

export interface NewMail {
  kind: 'reply' | 'acknowledgement' | 'notification' | 'document'
  /** one mail per cause: a second call with the same key makes no second mail */
  key: string
  mailboxId: string
  ticketId?: string | null
  messageId?: string | null
  accountId?: string | null
  to: string[]
  cc?: string[]
  subject: string
  text: string
  html?: string | null
  inReplyTo?: string | null
  references?: string[]
  replyTo?: string | null
  /** written by a machine: carries Auto-Submitted, so that no machine answers it (RFC 3834) */
  automatic?: boolean
  fileIds?: string[]
  /** until then it can be taken back */
  notBefore?: DateTime | null
}

/** Queues a mail in the running transaction; the sender takes it when it is due. Returns null if its key is known. */
export async function queueMail(
  mail: NewMail
): Promise<{ id: string; headerMessageId: string } | null> {
  const [{ id }] = await sql<{ id: string }>('select app.new_id() as id')
  const mailbox = await db.from('mailboxes').where('id', mail.mailboxId).firstOrFail()
  const headerMessageId = ownMessageId(id, instanceId(), mailbox.address.split('@')[1])
  const created = await changed(
    `insert into outbound_mails (id, kind, key, mailbox_id, ticket_id, message_id, to_addresses, cc_addresses, subject,
       body_text, body_html, header_message_id, in_reply_to, header_references, reply_to, automatic)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant_id, key) do nothing`,
    [
      id,
      mail.kind,
      mail.key,
      mail.mailboxId,
      mail.ticketId ?? null,
      mail.messageId ?? null,
      mail.to,
      mail.cc ?? [],
      mail.subject,
      mail.text,
      mail.html ?? null,
      headerMessageId,
      mail.inReplyTo ?? null,
      mail.references ?? [],
      mail.replyTo ?? null,
      mail.automatic ?? false,
    ]
  )
  if (created === 0) return null
  for (const fileId of mail.fileIds ?? [])
    await db.table('outbound_mail_files').insert({ mail_id: id, file_id: fileId })
  const due = {
    type: 'mail.due',
    subject: { type: 'outbound_mail', id },
    accountId: mail.accountId ?? null,
  }
  if (mail.notBefore && timers.isAhead(mail.notBefore))
    await timers.set(`mail:${id}`, mail.notBefore, due)
  else if (tenancy.context().lane !== 'bulk') await record(due)
  return { id, headerMessageId }
}
