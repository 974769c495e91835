import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { authorize } from '#core/ability'
import { notFound } from '#core/errors'
import { saveView } from '#tickets/saved_view_validator'

/** Tabs of the ticket list: one's own, and those that all share. They are read with the ticket options. */
export default class SavedViewsController {
  async store({ request, response, ability, member }: HttpContext) {
    const { name, search, shared } = await request.validateUsing(saveView)
    authorize(ability, shared ? 'share' : 'create', 'SavedView')
    const [last] = await db.from('saved_views').max('position as position')
    const [{ id }] = await db
      .table('saved_views')
      .returning('id')
      .insert({
        name,
        query: search,
        member_id: shared ? null : member.id,
        position: (last.position ?? 0) + 1,
      })
    return response.created({ data: { id: id as string } })
  }

  async destroy({ params, response, ability, member }: HttpContext) {
    const view = await db.from('saved_views').where('id', params.id).first()
    if (!view || (view.member_id && view.member_id !== member.id)) throw notFound()
    authorize(ability, view.member_id ? 'delete' : 'share', 'SavedView')
    await db.from('saved_views').where('id', view.id).delete()
    return response.noContent()
  }
}
