import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:contracts')
  const [{ data: contract }, { data: policies }, { data: workTypes }] = await Promise.all([
    api.get('/api/:tenant/contracts/:number', { params }),
    api.get('/api/:tenant/sla-policies', { params }),
    api.get('/api/:tenant/work-types', { params }),
  ])
  return {
    contract,
    slaName: policies.find(({ id }) => id === contract.slaPolicyId)?.name,
    workTypes,
    crumbs: [
      { title: m.core_nav_contracts(), href: `/${params.tenant}/contracts` },
      { title: contract.name },
    ],
  }
}
