import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:billing')
  const { data } = await api.get('/api/:tenant/exports', { params })
  return {
    ...data,
    crumbs: [
      { title: m.billing_runs(), href: `/${params.tenant}/billing` },
      { title: m.billing_exports() },
    ],
  }
}
