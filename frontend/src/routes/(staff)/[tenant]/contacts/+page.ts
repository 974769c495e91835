import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:contacts')
  const query = { q: url.searchParams.get('q') ?? '' }
  const page = await api.get('/api/:tenant/contacts', { params, query })
  return {
    page,
    query,
    crumbs: [
      { title: m.core_nav_accounts(), href: `/${params.tenant}/accounts` },
      { title: m.crm_contacts() },
    ],
  }
}
