import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:portal-requests')
  const state = url.searchParams.get('state') === 'done' ? ('done' as const) : ('open' as const)
  const query = { state, after: url.searchParams.get('after') }
  const { data, meta } = await api.get('/api/portal/:tenant/tickets', { params, query })
  return { state, requests: data, next: meta.next, crumbs: [{ title: m.portal_requests() }] }
}
