import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { portalSession } from '#lib/portal/portal_session.svelte.ts'
import type { PageLoad } from './$types'

const SHOWN = 3

export const load: PageLoad = async ({ params, parent, depends }) => {
  depends('app:portal-home')
  await parent()
  const [requests, invoices] = await Promise.all([
    api.get('/api/portal/:tenant/tickets', { params, query: { state: 'open', limit: 50 } }),
    portalSession.can('read', 'Invoice')
      ? api.get('/api/portal/:tenant/invoices', { params, query: { limit: SHOWN } })
      : null,
  ])
  // What waits for the customer comes first, then what moved last.
  const order = requests.data.toSorted(
    (a, b) =>
      Number(b.turn === 'yours') - Number(a.turn === 'yours') ||
      b.lastMessageAt.localeCompare(a.lastMessageAt)
  )
  return {
    requests: order.slice(0, SHOWN),
    invoices: invoices?.data ?? null,
    crumbs: [{ title: m.portal_home() }],
  }
}
