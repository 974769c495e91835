import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { refused } from '#core/errors'
import { expectVersion } from '#core/tenant_model'
import * as tenancy from '#core/tenancy'
import { accountIdOf } from '#crm/account_reference'
import { expectAssigneeInQueue } from '#tickets/assignee'
import { Ticket } from '#tickets/ticket'
import { countTickets, findTickets } from '#tickets/ticket_list'
import { TicketMessage } from '#tickets/ticket_message'
import { ticketPage } from '#tickets/ticket_page'
import { queueIdOf } from '#tickets/ticket_references'
import { ticketListRow } from '#tickets/ticket_transformer'
import { createTicket, listTickets, updateTicket } from '#tickets/ticket_validator'

export default class TicketsController {
  async index({ request, ability, member }: HttpContext) {
    const query = await request.validateUsing(listTickets, { data: request.qs() })
    authorize(ability, 'read', 'Ticket')
    const { rows, next } = await findTickets(query, ability, member.id)
    return { data: rows.map(ticketListRow), meta: { next } }
  }

  async show({ params, ability }: HttpContext) {
    const ticket = await Ticket.visible(ability).where('number', params.number).firstOrFail()
    if (ticket.mergedInto) {
      const survivor = await Ticket.visible(ability).where('id', ticket.mergedInto).firstOrFail()
      return { data: await ticketPage(survivor, ability, tenancy.now()) }
    }
    return { data: await ticketPage(ticket, ability, tenancy.now()) }
  }

  async store({ request, response, ability, member }: HttpContext) {
    const { accountNumber, assignToMe, text, ...input } = await request.validateUsing(createTicket)
    const queueId = await queueIdOf(input.queueId, member.hiddenQueueIds)
    authorize(ability, 'create', 'Ticket', { queueId })
    const contact = input.contactId
      ? await db.from('contacts').where('id', input.contactId).first()
      : null
    if (input.contactId && !contact) throw refused('contact_unknown', {}, 'contactId')
    const ticket = await Ticket.open({
      ...input,
      queueId,
      accountId: accountNumber ? await accountIdOf(accountNumber) : null,
      assigneeId: assignToMe ? member.id : null,
    })
    if (text?.trim()) {
      await TicketMessage.add(ticket, {
        direction: input.channel === 'note' ? 'none' : 'in',
        channel: input.channel,
        audience: input.channel === 'note' ? 'internal' : 'customer',
        authorName: contact
          ? [contact.given_name, contact.family_name].filter(Boolean).join(' ')
          : member.name,
        authorContactId: contact?.id,
        text: text.trim(),
      })
    }
    return response.created({ data: { number: ticket.number } })
  }

  async update({ request, params, ability, member }: HttpContext) {
    const { version, accountNumber, ...fields } = await request.validateUsing(updateTicket)
    const ticket = await Ticket.visible(ability)
      .where('number', params.number)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'update', 'Ticket', ticket.$attributes)
    expectVersion(ticket, version)
    if (fields.queueId) {
      await queueIdOf(fields.queueId, member.hiddenQueueIds)
      await expectAssigneeInQueue(ticket.assigneeId, fields.queueId, 'queueId')
    }
    await ticket.change({
      ...fields,
      ...(accountNumber !== undefined && {
        accountId: accountNumber ? await accountIdOf(accountNumber) : null,
      }),
    })
    return { data: await ticketPage(ticket, ability, tenancy.now()) }
  }

  /** Numbers on the tabs of the list. */
  async counts({ ability, member }: HttpContext) {
    authorize(ability, 'read', 'Ticket')
    const views = ['mine', 'unassigned', 'danger', 'open', 'pending'] as const
    const counts: Record<string, number> = {}
    for (const view of views) counts[view] = await countTickets({ view }, ability, member.id)
    return { data: counts as Record<(typeof views)[number], number> }
  }
}
