import db from '@adonisjs/lucid/services/db'
import type { Delivery } from '#core/bus'
import type { Effect } from '#core/consumers'
import { findEvent, record } from '#core/events'
import { readFile } from '#core/files'
import { changed, sql } from '#core/sql'
import * as tenancy from '#core/tenancy'
import { INSTANCE_HEADER, LOOP_HEADER } from '#mail/classify_mail'
import { instanceId } from '#mail/instance'
import { isFinal, isUncertain, transmit } from '#mail/mail_transport'
import env from '#start/env'

interface ClaimedMail {
  id: string
  to_addresses: string[]
  cc_addresses: string[]
  subject: string
  body_text: string
  body_html: string | null
  header_message_id: string
  in_reply_to: string | null
  header_references: string[]
  reply_to: string | null
  automatic: boolean
  from: { name: string; address: string }
  attachments: { filename: string; contentType: string; content: Buffer }[]
  instance: string
}

/**
 * Claim (commit) → send → confirm. After a crash between the last two nobody knows whether the mail left: it stays
 * claimed and becomes *uncertain*, which a person sees and decides; it is never silently sent twice.
 */
export const sendMailEffect: Effect = {
  name: 'send_mail',
  listens: ['mail.due'],
  async perform(delivery) {
    if (delivery.lane === 'bulk') return
    const run = <T>(work: () => Promise<T>) => tenancy.run(contextOf(delivery), work)
    const mail = await run(() => claim(delivery))
    if (!mail) return
    try {
      await transmit(messageOf(mail))
    } catch (error) {
      const state = isFinal(error) ? 'failed' : isUncertain(error) ? 'uncertain' : 'queued'
      await run(() => release(mail.id, state, error))
      if (state === 'queued') throw error
      return
    }
    await run(() => confirm(mail.id))
  },
}

const contextOf = (delivery: Delivery) => ({
  tenantId: delivery.tenantId,
  actor: { kind: 'system', id: 'send_mail', name: 'send_mail' } as const,
})

async function claim(delivery: Delivery): Promise<ClaimedMail | null> {
  const event = await findEvent(delivery.eventId)
  if (!event) return null
  const [mail] = await sql<ClaimedMail & { mailbox_id: string }>(
    `update outbound_mails set state = 'claimed', claimed_at = clock_timestamp(), attempts = attempts + 1
     where id = ? and state = 'queued' returning *`,
    [event.subjectId]
  )
  if (!mail) return null
  const mailbox = await db.from('mailboxes').where('id', mail.mailbox_id).firstOrFail()
  const files = await db
    .from('outbound_mail_files')
    .join('files', 'files.id', 'outbound_mail_files.file_id')
    .where('mail_id', mail.id)
    .select('files.id', 'files.name', 'files.type')
  const attachments = []
  for (const file of files)
    attachments.push({
      filename: file.name,
      contentType: file.type,
      content: await readFile(file.id),
    })
  return {
    ...mail,
    from: { name: mailbox.name, address: mailbox.address },
    attachments,
    instance: instanceId(),
  }
}

function messageOf(mail: ClaimedMail) {
  return {
    from: mail.from,
    to: mail.to_addresses,
    cc: mail.cc_addresses,
    replyTo: mail.reply_to ?? undefined,
    subject: mail.subject,
    text: mail.body_text,
    html: mail.body_html ?? undefined,
    attachments: mail.attachments,
    messageId: `<${mail.header_message_id}>`,
    inReplyTo: mail.in_reply_to ? `<${mail.in_reply_to}>` : undefined,
    references: mail.header_references.map((id) => `<${id}>`),
    headers: {
      [INSTANCE_HEADER]: mail.instance,
      ...(mail.automatic && {
        'Auto-Submitted': 'auto-replied',
        [LOOP_HEADER]: mail.instance,
        'X-Auto-Response-Suppress': 'All',
      }),
    },
  }
}

async function confirm(id: string): Promise<void> {
  await changed(
    `update outbound_mails set state = 'sent', sent_at = app.now(), error = null where id = ?`,
    [id]
  )
  await record({ type: 'mail.sent', subject: { type: 'outbound_mail', id } })
}

/** Queued again for the next attempt where it certainly did not leave; otherwise a person has to look. */
async function release(
  id: string,
  state: 'failed' | 'uncertain' | 'queued',
  error: unknown
): Promise<void> {
  const touched = await changed(
    `update outbound_mails set state = ?, error = ? where id = ? and state in ('claimed', 'uncertain')`,
    [state, (error as Error).message.slice(0, 500), id]
  )
  if (touched > 0 && state !== 'queued')
    await record({ type: `mail.${state}`, subject: { type: 'outbound_mail', id } })
}

/** Seconds after which a claimed mail of a dead worker counts as uncertain. */
const PATIENCE_SECONDS = env.get('MAIL_UNCERTAIN_SECONDS', 180)

/** Worker's round: what was claimed and never confirmed is shown as uncertain. */
export async function findUncertainMails(): Promise<void> {
  const tenants = await sql<{ id: string }>('select app.tenant_ids() as id', [], 'relay')
  const actor = { kind: 'system', id: 'send_mail', name: 'send_mail' } as const
  for (const { id: tenantId } of tenants) {
    await tenancy.run({ tenantId, actor }, async () => {
      const lost = await sql<{ id: string }>(
        `update outbound_mails set state = 'uncertain'
         where state = 'claimed' and claimed_at < clock_timestamp() - make_interval(secs => ?) returning id`,
        [PATIENCE_SECONDS]
      )
      for (const { id } of lost)
        await record({ type: 'mail.uncertain', subject: { type: 'outbound_mail', id } })
    })
  }
}
