import { redirect } from '@sveltejs/kit'
import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { can } from '#lib/session.svelte.ts'
import type { PageLoad } from './$types'

const inbound = ['created', 'appended', 'ignored', 'quarantined', 'failed', 'stored'] as const
const outbound = ['queued', 'claimed', 'sent', 'failed', 'uncertain', 'cancelled'] as const

/** `?box=out` is the outbox; `?state=failed` narrows both. */
export const load: PageLoad = async ({ params, url, depends, parent }) => {
  depends('app:mail')
  // Who works here is known only after the layout has loaded.
  await parent()
  const asked = url.searchParams.get('state')
  const crumbs = [{ title: m.mail_title() }]
  if (url.searchParams.get('box') === 'out') {
    if (!can('read', 'OutboundMail')) redirect(307, `/${params.tenant}/mail`)
    const state = outbound.find((one) => one === asked)
    const out = await api.get('/api/:tenant/outbound-mails', { params, query: { state } })
    return { box: 'out' as const, state, states: outbound, out, crumbs }
  }
  const state = inbound.find((one) => one === asked)
  const received = await api.get('/api/:tenant/inbound-mails', { params, query: { state } })
  return { box: 'in' as const, state, states: inbound, received, crumbs }
}
