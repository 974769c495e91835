import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { authorize } from '#core/ability'
import { pageOf, paginate, type SortColumn } from '#core/pages'
import { processAgain } from '#mail/inbound_mail'
import { visibleInboundMails } from '#ticket_mail/visible_mails'

const listMails = vine.create({
  state: vine
    .enum(['stored', 'created', 'appended', 'ignored', 'quarantined', 'failed'] as const)
    .optional(),
  after: vine.string().maxLength(500).optional(),
})

const NEWEST: SortColumn[] = [
  { column: 'received_at', direction: 'desc', type: 'timestamptz' },
  { column: 'id', direction: 'desc', type: 'uuid' },
]

/** Mails as they arrived, and what became of each; a failed one waits here with its reason. */
export default class InboundMailsController {
  async index({ request, ability, member }: HttpContext) {
    const { state, after } = await request.validateUsing(listMails, { data: request.qs() })
    authorize(ability, 'read', 'InboundMail')
    const query = visibleInboundMails(member.hiddenQueueIds)
    if (state) query.where('state', state)
    paginate(query, NEWEST, after, 50)
    const { rows, next } = pageOf(await query, 50, (row) => [row.received_at, row.id])
    const tickets = await db
      .from('tickets')
      .whereIn('id', rows.map((row) => row.ticket_id).filter(Boolean))
      .select('id', 'number')
    return {
      data: rows.map((row) => ({
        id: row.id as string,
        from: row.from_address as string | null,
        subject: row.subject as string | null,
        state: row.state as string,
        reason: row.reason as string | null,
        params: row.reason_params as Record<string, string | number>,
        receivedAt: (row.received_at as Date).toISOString(),
        size: row.size as number,
        ticket: (tickets.find((ticket) => ticket.id === row.ticket_id)?.number ?? null) as
          number | null,
      })),
      meta: { next },
    }
  }

  async process({ params, ability, member, response }: HttpContext) {
    await visibleInboundMails(member.hiddenQueueIds).where('id', params.id).firstOrFail()
    authorize(ability, 'update', 'InboundMail')
    await processAgain(params.id)
    return response.noContent()
  }
}
