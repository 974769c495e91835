import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import type { Infer } from '@vinejs/vine/types'
import { authorize } from '#core/ability'
import { refused } from '#core/errors'
import * as tenancy from '#core/tenancy'
import { Ticket } from '#tickets/ticket'
import { TimeEntry, type TimeEntryInput } from '#time/time_entry'
import { findTimeEntries } from '#time/time_list'
import { bookTime, correctTime, listTime } from '#time/time_validator'

export default class TimeEntriesController {
  async index({ request, ability, member }: HttpContext) {
    const query = await request.validateUsing(listTime, { data: request.qs() })
    authorize(ability, 'read', 'TimeEntry')
    return findTimeEntries(query, ability, member)
  }

  async store({ request, response, ability, member }: HttpContext) {
    const { ticketNumber, categoryId, ...input } = await request.validateUsing(bookTime)
    if (Boolean(ticketNumber) === Boolean(categoryId))
      throw refused('time_subject', {}, 'ticketNumber')
    const ticket = ticketNumber
      ? await Ticket.visible(ability).where('number', ticketNumber).firstOrFail()
      : undefined
    authorize(ability, 'create', 'TimeEntry')
    const entry = await TimeEntry.book(member.id, { ticket, categoryId }, read(input))
    return response.created({ data: { id: entry.id } })
  }

  async update({ request, params, response, ability, member }: HttpContext) {
    const { version, ...input } = await request.validateUsing(correctTime)
    const entry = await TimeEntry.visible(member.hiddenQueueIds)
      .where('id', params.id)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'update', 'TimeEntry', entry.$attributes)
    await entry.correct(version, read(input))
    return response.noContent()
  }

  async destroy({ params, response, ability, member }: HttpContext) {
    const entry = await TimeEntry.visible(member.hiddenQueueIds)
      .where('id', params.id)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'delete', 'TimeEntry', entry.$attributes)
    await entry.remove()
    return response.noContent()
  }

  /** Approval as a noun: PUT time-entries/:id/approval */
  async approve({ params, response, ability, member }: HttpContext) {
    const entry = await TimeEntry.visible(member.hiddenQueueIds)
      .where('id', params.id)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'approve', 'TimeEntry')
    await entry.approve()
    return response.noContent()
  }
}

type Payload = Omit<Infer<typeof bookTime>, 'ticketNumber' | 'categoryId'>

function read(payload: Payload): TimeEntryInput {
  const startedAt = DateTime.fromISO(payload.startedAt, { setZone: true })
  const endedAt = DateTime.fromISO(payload.endedAt, { setZone: true })
  if (!startedAt.isValid) throw refused('moment_invalid', {}, 'startedAt')
  if (!endedAt.isValid) throw refused('moment_invalid', {}, 'endedAt')
  if (endedAt > tenancy.now().plus({ minutes: 5 })) throw refused('time_future', {}, 'endedAt')
  return { ...payload, startedAt, endedAt }
}
