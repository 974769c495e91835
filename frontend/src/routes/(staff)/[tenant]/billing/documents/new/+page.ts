import { expectAllowed } from '#lib/expect_allowed.ts'
import { m } from '#lib/paraglide/messages.js'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, parent }) => {
  await parent()
  expectAllowed('create', 'Document')
  return {
    crumbs: [
      { title: m.billing_runs(), href: `/${params.tenant}/billing` },
      { title: m.billing_documents(), href: `/${params.tenant}/billing/documents` },
      { title: m.billing_new_invoice() },
    ],
  }
}
