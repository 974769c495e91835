import { redirect } from '@sveltejs/kit'
import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { portalSession } from '#lib/portal/portal_session.svelte.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, parent, depends }) => {
  depends('app:portal-invoices')
  await parent()
  if (!portalSession.can('read', 'Invoice')) redirect(307, `/portal/${params.tenant}`)
  const query = { after: url.searchParams.get('after') }
  const { data, meta } = await api.get('/api/portal/:tenant/invoices', { params, query })
  return { invoices: data, next: meta.next, crumbs: [{ title: m.portal_invoices() }] }
}
