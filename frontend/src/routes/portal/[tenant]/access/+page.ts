import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:portal-sessions')
  const { data } = await api.get('/api/portal/:tenant/sessions', { params })
  return { sessions: data, crumbs: [{ title: m.portal_access_title() }] }
}
