import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:desk')
  const { data: textModules } = await api.get('/api/:tenant/text-modules', { params })
  return { textModules, crumbs: settingsCrumbs(params.tenant, m.desk_text_modules()) }
}
