import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:desk')
  const [{ data: macros }, { data: statuses }, { data: queues }] = await Promise.all([
    api.get('/api/:tenant/macros', { params }),
    api.get('/api/:tenant/ticket-statuses', { params }),
    api.get('/api/:tenant/queues', { params }),
  ])
  return { macros, statuses, queues, crumbs: settingsCrumbs(params.tenant, m.desk_macros()) }
}
