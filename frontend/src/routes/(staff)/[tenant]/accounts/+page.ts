import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:accounts')
  const one = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === url.searchParams.get(name))
  const query = {
    q: url.searchParams.get('q') ?? '',
    kind: one('kind', ['business', 'consumer', 'public_body'] as const),
    archived: url.searchParams.get('archived') === 'true' || undefined,
    sort: one('sort', ['name', 'number', 'newest'] as const) ?? 'name',
  }
  const page = await api.get('/api/:tenant/accounts', { params, query })
  return { page, query, crumbs: [{ title: m.core_nav_accounts() }] }
}
