import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

const STATES = ['issued', 'unsent', 'draft'] as const

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:billing')
  const state = STATES.find((one) => one === url.searchParams.get('state')) ?? 'issued'
  const { data, meta } = await api.get('/api/:tenant/documents', { params, query: { state } })
  return {
    documents: data,
    next: meta.next,
    state,
    crumbs: [
      { title: m.billing_runs(), href: `/${params.tenant}/billing` },
      { title: m.billing_documents() },
    ],
  }
}
