import { redirect } from '@sveltejs/kit'
import { api } from '#lib/api.ts'
import { expectAllowed } from '#lib/expect_allowed.ts'
import { m } from '#lib/paraglide/messages.js'
import { documentPath } from '../../../document_types.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, parent }) => {
  await parent()
  expectAllowed('update', 'Document')
  const { data } = await api.get('/api/:tenant/documents/:reference', { params })
  // What is issued, and what follows from contracts, is not written by hand.
  if (data.state !== 'draft' || data.billingMonth) redirect(307, documentPath(params.tenant, data))
  return {
    document: data,
    crumbs: [
      { title: m.billing_documents(), href: `/${params.tenant}/billing/documents` },
      { title: m.billing_draft_title(), href: documentPath(params.tenant, data) },
      { title: m.core_edit() },
    ],
  }
}
