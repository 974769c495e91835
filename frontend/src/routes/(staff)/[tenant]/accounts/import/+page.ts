import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = ({ params, url }) => ({
  what: url.searchParams.get('what') === 'contacts' ? ('contacts' as const) : ('accounts' as const),
  crumbs: [
    { title: m.core_nav_accounts(), href: `/${params.tenant}/accounts` },
    { title: m.crm_import() },
  ],
})
