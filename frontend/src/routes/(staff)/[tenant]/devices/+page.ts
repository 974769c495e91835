import { assetTypes } from '#lib/assets/asset_words.ts'
import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:devices')
  const state =
    (['active', 'stock', 'retired'] as const).find(
      (one) => one === url.searchParams.get('state')
    ) ?? 'active'
  const query = {
    state,
    q: url.searchParams.get('q') ?? '',
    type: assetTypes.find((type) => type === url.searchParams.get('type')),
    account: Number(url.searchParams.get('account')) || undefined,
  }
  const page = await api.get('/api/:tenant/assets', { params, query })
  return { page, query, crumbs: [{ title: m.core_nav_devices() }] }
}
