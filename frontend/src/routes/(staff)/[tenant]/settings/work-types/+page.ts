import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:work-types')
  const { data: workTypes } = await api.get('/api/:tenant/work-types', { params })
  return { workTypes, crumbs: settingsCrumbs(params.tenant, m.settings_work_types()) }
}
