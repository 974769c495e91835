import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:contacts')
  const { data: contact } = await api.get('/api/:tenant/contacts/:id', { params })
  return {
    contact,
    crumbs: [
      { title: m.core_nav_accounts(), href: `/${params.tenant}/accounts` },
      { title: m.crm_contacts(), href: `/${params.tenant}/contacts` },
      { title: contact.name },
    ],
  }
}
