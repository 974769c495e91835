import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import { ticketTrail } from '#lib/tickets/ticket_trail.svelte.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:ticket')
  const [{ data: ticket }] = await Promise.all([
    api.get('/api/:tenant/tickets/:number', { params }),
    ticketOptions.load(params.tenant),
  ])
  const trail = ticketTrail.of(params.tenant, ticket.number)
  return {
    ticket,
    crumbs: [
      { title: m.tickets_title(), href: `/${params.tenant}/tickets` },
      ...(trail ? [{ title: trail.title, href: trail.href }] : []),
      { title: `#${ticket.number}` },
    ],
  }
}
