import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:desk')
  const { data: statuses } = await api.get('/api/:tenant/ticket-statuses', { params })
  return { statuses, crumbs: settingsCrumbs(params.tenant, m.desk_statuses()) }
}
