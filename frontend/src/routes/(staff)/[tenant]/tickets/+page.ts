import { m } from '#lib/paraglide/messages.js'
import { ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import { readQuery, viewName, writeQuery } from '#lib/tickets/ticket_query.ts'
import type { PageLoad } from './$types'
import { fetchTickets, ticketsShown } from './ticket_list.svelte.ts'

export const load: PageLoad = async ({ params, url, depends }) => {
  depends('app:tickets')
  const query = readQuery(url.searchParams)
  // Not awaited: the page stands at once, and its rows come.
  const first = fetchTickets(params.tenant, query, ticketsShown(params.tenant, writeQuery(query)))
  first.catch(() => {})
  await ticketOptions.load(params.tenant)
  return { query, first, crumbs: [{ title: m.tickets_title() }, { title: viewName(query.view) }] }
}
