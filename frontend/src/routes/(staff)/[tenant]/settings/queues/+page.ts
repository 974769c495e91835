import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { settingsCrumbs } from '#lib/settings/settings_crumbs.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:desk')
  const [{ data: queues }, { data: members }] = await Promise.all([
    api.get('/api/:tenant/queues', { params }),
    api.get('/api/:tenant/members', { params }),
  ])
  return { queues, members, crumbs: settingsCrumbs(params.tenant, m.desk_queues()) }
}
