import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { monthName } from '../../months.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:billing')
  const { data } = await api.get('/api/:tenant/billing-runs/:month', { params })
  return {
    run: data,
    tab: url.searchParams.get('tab'),
    crumbs: [
      { title: m.billing_runs(), href: `/${params.tenant}/billing` },
      { title: m.billing_run({ month: monthName(params.month) }) },
    ],
  }
}
