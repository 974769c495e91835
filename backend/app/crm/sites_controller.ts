import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#core/ability'
import { expectVersion } from '#core/tenant_model'
import { Account } from '#crm/account'
import { Site } from '#crm/site'
import { sitesOf } from '#crm/site_list'
import { createSite, updateSite } from '#crm/site_validator'
import { partyMeta } from '#crm/tenant_country'

export default class SitesController {
  async index({ params, ability }: HttpContext) {
    const account = await Account.byNumber(params.number)
    authorize(ability, 'read', 'Site')
    return { data: await sitesOf(account.id) }
  }

  async store({ request, params, response, ability }: HttpContext) {
    const payload = await request.validateUsing(createSite, { meta: await partyMeta() })
    const account = await Account.byNumber(params.number)
    authorize(ability, 'create', 'Site')
    const site = await Site.add(account.id, payload)
    return response.created({ data: { id: site.id } })
  }

  async update({ request, params, response, ability }: HttpContext) {
    const { version, ...changes } = await request.validateUsing(updateSite, {
      meta: await partyMeta(),
    })
    const account = await Account.byNumber(params.number)
    const site = await Site.query()
      .where('account_id', account.id)
      .where('id', params.id)
      .forUpdate()
      .firstOrFail()
    authorize(ability, 'update', 'Site')
    expectVersion(site, version)
    await site.change(changes)
    return response.noContent()
  }
}
