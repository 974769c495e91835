import type { HttpContext } from '@adonisjs/core/http'
import { packRules } from '@casl/ability/extra'
import db from '@adonisjs/lucid/services/db'
import { membershipsOf } from '#identity/user'
import { updateMe } from '#tenants/member_validator'

export default class MeController {
  async show({ member, tenant, ability }: HttpContext) {
    const row = await db.from('members').where('id', member.id).firstOrFail()
    const settings = await db.from('tenants').firstOrFail()
    const memberships = await membershipsOf(member.userId)
    return {
      data: {
        member: {
          id: member.id,
          name: member.name,
          role: member.role,
          density: row.density as 'compact' | 'comfortable',
        },
        user: { locale: member.locale },
        tenant: {
          slug: tenant.slug,
          name: settings.name as string,
          brandColor: settings.brand_color as string | null,
          timeZone: settings.time_zone as string,
        },
        rules: packRules(ability.rules),
        memberships: memberships.map(({ slug, tenantName, memberName, role }) => ({
          slug,
          tenantName,
          memberName,
          role,
        })),
      },
    }
  }

  async update({ request, member, response }: HttpContext) {
    const { density } = await request.validateUsing(updateMe)
    await db.from('members').where('id', member.id).update({ density })
    return response.noContent()
  }
}
