import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:sessions')
  const { data: sessions } = await api.get('/api/sessions')
  return { sessions, crumbs: settingsCrumbs(params.tenant, m.core_sessions()) }
}
