import type { HttpContext } from '@adonisjs/core/http'
import { notFound } from '#core/errors'
import { switchAccount } from '#portal/portal_validator'

/** The account in which the session works. */
export default class PortalAccountsController {
  async update({ request, response, session, visitor }: HttpContext) {
    const { accountId } = await request.validateUsing(switchAccount)
    if (!visitor.rooms.some((room) => room.accountId === accountId)) throw notFound()
    session.put('portal_account', accountId)
    return response.noContent()
  }
}
