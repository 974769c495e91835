import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:sla')
  const [{ data: policies }, { data: calendars }] = await Promise.all([
    api.get('/api/:tenant/sla-policies', { params }),
    api.get('/api/:tenant/calendars', { params }),
  ])
  return { policies, calendars, crumbs: settingsCrumbs(params.tenant, m.settings_sla()) }
}
