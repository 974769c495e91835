import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:contracts')
  const state =
    (['active', 'planned', 'ended'] as const).find(
      (one) => one === url.searchParams.get('state')
    ) ?? 'active'
  const query = {
    state,
    q: url.searchParams.get('q') ?? '',
    account: Number(url.searchParams.get('account')) || undefined,
  }
  const page = await api.get('/api/:tenant/contracts', { params, query })
  return { page, query, crumbs: [{ title: m.core_nav_contracts() }] }
}
