import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:items')
  const query = {
    q: url.searchParams.get('q') ?? '',
    archived: url.searchParams.get('archived') === 'true' ? true : undefined,
  }
  const page = await api.get('/api/:tenant/items', { params, query })
  return { page, query, crumbs: settingsCrumbs(params.tenant, m.settings_items()) }
}
