import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { authorize } from '#core/ability'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import { confirmSent, sendAgain } from '#mail/send_again'
import { visibleOutboundMails } from '#ticket_mail/visible_mails'

const listMails = vine.create({
  state: vine
    .enum(['queued', 'claimed', 'sent', 'failed', 'uncertain', 'cancelled'] as const)
    .optional(),
  after: vine.string().maxLength(500).optional(),
})

const NEWEST: SortColumn[] = [
  { column: 'created_at', direction: 'desc', type: 'timestamptz' },
  { column: 'id', direction: 'desc', type: 'uuid' },
]

/** The outbox: what was sent, what waits, and what a person must decide. */
export default class OutboundMailsController {
  async index({ request, ability, member }: HttpContext) {
    const { state, after } = await request.validateUsing(listMails, { data: request.qs() })
    authorize(ability, 'read', 'OutboundMail')
    const query = visibleOutboundMails(member.hiddenQueueIds)
    if (state) query.where('state', state)
    paginate(query, NEWEST, after, 50)
    const { rows, next } = pageOf(await query, 50, (row) => [row.created_at, row.id])
    const tickets = await db
      .from('tickets')
      .whereIn('id', rows.map((row) => row.ticket_id).filter(Boolean))
      .select('id', 'number')
    return {
      data: rows.map((row) => ({
        id: row.id as string,
        kind: row.kind as 'reply' | 'acknowledgement' | 'notification' | 'document',
        to: row.to_addresses as string[],
        subject: row.subject as string,
        state: row.bounced_at
          ? ('bounced' as const)
          : (row.state as 'queued' | 'claimed' | 'sent' | 'failed' | 'uncertain' | 'cancelled'),
        error: row.error as string | null,
        createdAt: (row.created_at as Date).toISOString(),
        sentAt: (row.sent_at as Date | null)?.toISOString() ?? null,
        ticket: (tickets.find((ticket) => ticket.id === row.ticket_id)?.number ?? null) as
          number | null,
      })),
      meta: { next },
    }
  }

  /** One mail as it leaves, or would leave where no mail server is set up. */
  async show({ params, ability, member }: HttpContext) {
    authorize(ability, 'read', 'OutboundMail')
    const mail = await visibleOutboundMails(member.hiddenQueueIds)
      .where('id', params.id)
      .firstOrFail()
    const mailbox = await db.from('mailboxes').where('id', mail.mailbox_id).firstOrFail()
    const files = await db
      .from('outbound_mail_files as o')
      .join('files as f', 'f.id', 'o.file_id')
      .where('o.mail_id', mail.id)
      .orderBy('f.name')
      .select('f.name', 'f.size')
    return {
      data: {
        from: `${mailbox.name} <${mailbox.address}>`,
        to: mail.to_addresses as string[],
        cc: mail.cc_addresses as string[],
        replyTo: mail.reply_to as string | null,
        subject: mail.subject as string,
        text: mail.body_text as string,
        files: files as { name: string; size: number }[],
      },
    }
  }

  /** Sends once more what failed, or what nobody knows of. */
  async send({ params, ability, member, response }: HttpContext) {
    await visibleOutboundMails(member.hiddenQueueIds).where('id', params.id).firstOrFail()
    authorize(ability, 'update', 'OutboundMail')
    await sendAgain(params.id)
    return response.noContent()
  }

  /** Somebody found out that an uncertain mail did arrive. */
  async confirm({ params, ability, member, response }: HttpContext) {
    await visibleOutboundMails(member.hiddenQueueIds).where('id', params.id).firstOrFail()
    authorize(ability, 'update', 'OutboundMail')
    await confirmSent(params.id)
    return response.noContent()
  }
}
