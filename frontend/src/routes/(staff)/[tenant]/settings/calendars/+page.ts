import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:calendars')
  const { data: calendars } = await api.get('/api/:tenant/calendars', { params })
  return { calendars, crumbs: settingsCrumbs(params.tenant, m.settings_calendars()) }
}
