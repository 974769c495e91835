import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { refused } from '#core/errors'
import { expectAssignable } from '#tickets/assignee'
import { waitMoment } from '#tickets/moments'
import { Ticket } from '#tickets/ticket'
import { TicketMessage } from '#tickets/ticket_message'
import { undoWork, workOnTicket } from '#time/ticket_work'
import { ticketWork } from '#time/time_validator'

/** The composer's one act, and taking it back. */
export default class TicketWorkController {
  async store({ request, params, ability, member, response }: HttpContext) {
    const { waitUntil, ...work } = await request.validateUsing(ticketWork)
    const ticket = await Ticket.visible(ability)
      .where('number', params.number)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'reply', 'Ticket', ticket.$attributes)
    await expectFreshUploads(work.fileIds ?? [])
    if (work.assigneeId) await expectAssignable(work.assigneeId, ticket.queueId, 'assigneeId')
    const { message, entry } = await workOnTicket(ticket, member, {
      ...work,
      waitUntil: waitMoment(waitUntil),
    })
    return response.created({
      data: {
        messageId: message?.id ?? null,
        timeEntryId: entry?.id ?? null,
        undoUntil: message?.sendAfter?.toUTC().toISO() ?? null,
        version: ticket.version,
      },
    })
  }

  async destroy({ params, ability, member, response }: HttpContext) {
    const ticket = await Ticket.visible(ability)
      .where('number', params.number)
      .forUpdate()
      .firstOrFail()
    const message = await TicketMessage.of(ticket.id, params.id)
    authorize(ability, 'reply', 'Ticket', ticket.$attributes)
    if (message.authorMemberId !== member.id) throw refused('undo_not_yours')
    await undoWork(ticket, message)
    return response.noContent()
  }
}

/** A file of another message may belong to a ticket that this person must not see. */
async function expectFreshUploads(ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const known = await db.from('files').whereIn('id', ids).select('id')
  const used = await db.from('message_files').whereIn('file_id', ids).first()
  if (known.length !== new Set(ids).size || used) throw refused('file_unknown', {}, 'fileIds')
}
