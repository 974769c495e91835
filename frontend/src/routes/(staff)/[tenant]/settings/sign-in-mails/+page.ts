import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:identity-mails')
  const mails = await api.get('/api/:tenant/identity-mails', { params })
  return { mails, crumbs: settingsCrumbs(params.tenant, m.settings_identity_mails()) }
}
