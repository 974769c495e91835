import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import type { KontorAbility } from '#core/ability'
import { DomainError, notFound } from '#core/errors'
import * as tenancy from '#core/tenancy'
import { portalAbility } from '#portal/portal_abilities'
import {
  findLogin,
  portalHouse,
  roomsOf,
  type PortalContact,
  type PortalHouse,
  type PortalLogin,
  type Room,
} from '#portal/portal_login'

/** A customer's contact in the portal, and the room in which the session works. */
export interface PortalVisitor {
  house: PortalHouse
  login: PortalLogin
  contact: PortalContact
  room: Room
  rooms: Room[]
}

declare module '@adonisjs/core/http' {
  interface HttpContext {
    visitor: PortalVisitor
    portalAbility: KontorAbility
  }
}

/**
 * Session → login → rooms → tenancy.run as the portal's role, which sees the views of schema portal and of them the
 * one account the session works in. Rolls back by the status, as the staff's middleware does.
 */
export default class PortalMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    ctx.visitor = await visitorOf(ctx)
    ctx.portalAbility = portalAbility(ctx.visitor.room.role)
    const { house, contact, room } = ctx.visitor
    const actor = { kind: 'contact', id: contact.id, name: contact.name } as const
    await tenancy.runUnlessRefused(
      { tenantId: house.id, actor, role: 'portal', accountIds: [room.accountId] },
      next,
      () => ctx.response.getStatus() >= 400
    )
  }
}

/** @throws signed_out (401), not_found (404) for the portal of another tenant: the same as no such portal */
async function visitorOf({ session, params }: HttpContext): Promise<PortalVisitor> {
  const id: string | undefined = session.get('portal_login')
  const login = id ? await findLogin(id) : null
  // Whose last room was closed is outside, whatever the session says.
  const entered = login && (await roomsOf(login))
  if (!login || !entered) throw new DomainError('signed_out', 401)
  const house = await portalHouse(params.tenant)
  if (house.id !== login.tenantId) throw notFound()
  const { contact, rooms } = entered
  const chosen = session.get('portal_account')
  return {
    house,
    login,
    contact,
    rooms,
    room: rooms.find(({ accountId }) => accountId === chosen) ?? rooms[0],
  }
}
