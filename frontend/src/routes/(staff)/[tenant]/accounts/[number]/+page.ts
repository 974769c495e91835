import { api } from '#lib/api.ts'
import { timelineSubjects } from '#lib/crm/timeline_subjects.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:accounts')
  const subject = timelineSubjects.find((one) => one === url.searchParams.get('show'))
  const [{ data: account }, timeline] = await Promise.all([
    api.get('/api/:tenant/accounts/:number', { params }),
    api.get('/api/:tenant/accounts/:number/timeline', { params, query: { subject } }),
  ])
  return {
    account,
    timeline,
    subject,
    crumbs: [
      { title: m.core_nav_accounts(), href: `/${params.tenant}/accounts` },
      { title: account.name },
    ],
  }
}
