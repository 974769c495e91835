import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:devices')
  const { data: asset } = await api.get('/api/:tenant/assets/:number', { params })
  return {
    asset,
    crumbs: [
      { title: m.core_nav_devices(), href: `/${params.tenant}/devices` },
      { title: asset.name },
    ],
  }
}
