import { api } from '#lib/api.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:portal-request')
  const { data } = await api.get('/api/portal/:tenant/tickets/:number', { params })
  return { request: data, crumbs: [{ title: data.subject }] }
}
