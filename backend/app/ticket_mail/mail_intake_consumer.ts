import db from '@adonisjs/lucid/services/db'
import type { Consumer } from '#core/consumers'
import { DomainError } from '#core/errors'
import { record } from '#core/events'
import { readFile } from '#core/files'
import * as tenancy from '#core/tenancy'
import { InboundMail, type Outcome } from '#mail/inbound_mail'
import { takeMail, type Intake } from '#ticket_mail/mail_intake'
import { rereadMail } from '#ticket_mail/reread_mail'

/**
 * Turns a stored mail into a ticket or a message. What throws is undone to the savepoint, and the mail waits with its
 * reason in the list of failed ones: a broken mail never holds up the others, and none is lost.
 */
export const mailIntakeConsumer: Consumer = {
  name: 'mail_intake',
  listens: ['mail.stored', 'mail.reread_asked'],
  once: true,
  async handle(event) {
    const mail = await InboundMail.query().where('id', event.subjectId).forUpdate().first()
    if (event.type === 'mail.reread_asked' && mail?.messageId) return readAgain(mail)
    if (!mail || mail.state !== 'stored') return
    let intake: Intake
    try {
      const bytes = await readFile(mail.fileId)
      intake = await tenancy.savepoint(() => takeMail(mail, bytes))
    } catch (error) {
      if (isPassing(error)) throw error
      intake = {
        outcome: 'failed',
        reason: reasonOf(error),
        params: error instanceof DomainError ? error.params : {},
      }
    }
    await settle(mail, intake)
  },
}

/** What throws here is tried again and then parked: the message stays as it was. */
async function readAgain(mail: InboundMail): Promise<void> {
  await rereadMail(mail, await readFile(mail.fileId))
  await db
    .from('inbound_mails')
    .where('id', mail.id)
    .update({ processed_at: tenancy.now().toISO() })
  await record({ type: 'mail.processed', subject: { type: 'inbound_mail', id: mail.id } })
}

async function settle(mail: InboundMail, intake: Intake): Promise<void> {
  await db
    .from('inbound_mails')
    .where('id', mail.id)
    .update({
      state: intake.outcome,
      reason: intake.reason,
      reason_params: JSON.stringify(intake.params ?? {}),
      content_hash: intake.contentHash ? Buffer.from(intake.contentHash, 'hex') : null,
      from_address: intake.from ?? null,
      subject: intake.subject?.slice(0, 300) ?? null,
      ticket_id: intake.ticketId ?? null,
      message_id: intake.messageId ?? null,
      processed_at: tenancy.now().toISO(),
    })
  await record({ type: EVENTS[intake.outcome], subject: { type: 'inbound_mail', id: mail.id } })
}

const EVENTS: Record<Exclude<Outcome, 'stored'>, string> = {
  created: 'mail.processed',
  appended: 'mail.processed',
  ignored: 'mail.ignored',
  quarantined: 'mail.quarantined',
  failed: 'mail.intake_failed',
}

/** Worth another attempt by the bus: the database was busy or away, or another worker had the same mail at the same time. */
function isPassing(error: unknown): boolean {
  const code = String((error as { code?: string }).code ?? '')
  return /^(40|53|57|08|55P03|23505)/.test(code)
}

const reasonOf = (error: unknown) =>
  error instanceof DomainError
    ? error.code
    : `unexpected: ${(error as Error).message.slice(0, 300)}`
