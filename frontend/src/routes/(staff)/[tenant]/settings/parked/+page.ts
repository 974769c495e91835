import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:parked')
  const { data: messages, meta } = await api.get('/api/:tenant/parked-messages', { params })
  return {
    messages,
    count: meta.count,
    crumbs: settingsCrumbs(params.tenant, m.settings_parked()),
  }
}
