import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:billing')
  const { data } = await api.get('/api/:tenant/documents/:reference', { params })
  return {
    document: data,
    crumbs: [
      { title: m.billing_runs(), href: `/${params.tenant}/billing` },
      { title: m.billing_documents(), href: `/${params.tenant}/billing/documents` },
      { title: data.number ?? m.billing_draft_title() },
    ],
  }
}
