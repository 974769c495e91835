import { ApiError } from '#lib/api_error.ts'
import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import { ticketTrail } from '#lib/tickets/ticket_trail.svelte.ts'
import type { Ticket } from '#lib/tickets/ticket_types.ts'
import type { PageLoad } from './$types'

/** The ticket that was loaded last, with the address it was asked for by. */
let known: { address: string; ticket: Ticket } | undefined

export const load: PageLoad = async ({ params, depends }) => {
  depends('app:ticket')
  const [ticket] = await Promise.all([fetchTicket(params), ticketOptions.load(params.tenant)])
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

/** A refresh that finds no server must not take away the page on which somebody is writing. */
async function fetchTicket(params: { tenant: string; number: string }): Promise<Ticket> {
  const address = `${params.tenant}/${params.number}`
  try {
    const { data } = await api.get('/api/:tenant/tickets/:number', { params })
    known = { address, ticket: data }
  } catch (error) {
    const passing = error instanceof ApiError && (error.offline || error.status >= 500)
    if (!passing || known?.address !== address) throw error
  }
  return known.ticket
}
