import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'

/** What the ticket screens choose from; asked once and kept while the page is open. */
export default class TicketOptionsController {
  async index({ ability, member }: HttpContext) {
    authorize(ability, 'read', 'Ticket')
    // What is archived comes along, because old tickets name it.
    const statuses = await db.from('ticket_statuses').orderBy('position')
    const queues = await db
      .from('queues')
      .whereNotIn('id', member.hiddenQueueIds)
      .orderBy('position')
      .orderBy('name')
    const members = await db.from('members').whereNull('disabled_at').orderBy('name')
    const modules = await db.from('text_modules').orderBy('shortcut')
    const macros = await db
      .from('macros')
      .where((part) => part.whereNull('queue_id').orWhereNotIn('queue_id', member.hiddenQueueIds))
      .orderBy('position')
      .orderBy('name')
    const views = await db
      .from('saved_views')
      .where((part) => part.whereNull('member_id').orWhere('member_id', member.id))
      .orderBy('position')
    const workTypes = await db.from('work_types').whereNull('archived_at').orderBy('position')
    const workCategories = await db.from('work_categories').whereNull('archived_at').orderBy('name')
    return {
      data: {
        statuses: statuses.map((row) => ({
          id: row.id as string,
          name: row.name as string,
          nameEn: row.name_en as string,
          category: row.category as 'new' | 'open' | 'pending' | 'solved' | 'closed',
          waitingFor: row.waiting_for as string | null,
          reopensAfterDays: row.reopens_after_days as number | null,
          isDefault: row.is_default as boolean,
          archived: row.archived_at !== null,
        })),
        queues: queues.map((row) => ({
          id: row.id as string,
          name: row.name as string,
          restricted: row.restricted as boolean,
          isDefault: row.is_default as boolean,
          archived: row.archived_at !== null,
        })),
        members: members.map((row) => ({
          id: row.id as string,
          name: row.name as string,
          role: row.role as string,
        })),
        textModules: modules.map((row) => ({
          id: row.id as string,
          shortcut: row.shortcut as string,
          name: row.name as string,
          body: row.body as string,
          language: row.language as 'de' | 'en',
        })),
        macros: macros.map((row) => ({
          id: row.id as string,
          name: row.name as string,
          statusId: row.status_id as string | null,
          priority: row.priority as string | null,
          queueId: row.queue_id as string | null,
          assignToMe: row.assign_to_me as boolean,
          message: row.message as string | null,
          audience: row.audience as string | null,
          minutes: row.minutes as number | null,
          tags: row.tags as string[],
        })),
        views: views.map((row) => ({
          id: row.id as string,
          name: row.name as string,
          query: row.query as string,
          shared: row.member_id === null,
        })),
        workTypes: workTypes.map((row) => ({ id: row.id as string, name: row.name as string })),
        workCategories: workCategories.map((row) => ({
          id: row.id as string,
          name: row.name as string,
        })),
      },
    }
  }
}
