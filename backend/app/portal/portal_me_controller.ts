import type { HttpContext } from '@adonisjs/core/http'
import { packRules } from '@casl/ability/extra'
import db from '@adonisjs/lucid/services/db'
import { mustKnowPassword } from '#portal/portal_session'

export default class PortalMeController {
  async show(ctx: HttpContext) {
    const { contact, login, house, room, rooms } = ctx.visitor
    const tenant = await db.from('portal.tenant').firstOrFail()
    return {
      data: {
        contact: { ...contact, email: login.email },
        password: { set: login.hasPassword, asked: mustKnowPassword(ctx) },
        account: room,
        accounts: rooms,
        tenant: {
          slug: house.slug,
          name: house.name,
          brandColor: house.brandColor,
          phone: house.phone,
          timeZone: tenant.time_zone as string,
        },
        rules: packRules(ctx.portalAbility.rules),
      },
    }
  }
}
