import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:company')
  const { data: company } = await api.get('/api/:tenant/company', { params })
  return { company, crumbs: settingsCrumbs(params.tenant, m.settings_invoicing()) }
}
