import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:members')
  const { data: members } = await api.get('/api/:tenant/members', { params })
  return { members, crumbs: settingsCrumbs(params.tenant, m.settings_members()) }
}
