import { m } from '#lib/paraglide/messages.js'
import { ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import { can } from '#lib/session.svelte.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ params, depends, parent }) => {
  depends('app:today')
  // Who works here is known only after the layout has loaded.
  await parent()
  if (can('read', 'Ticket')) await ticketOptions.load(params.tenant)
  // A fresh object at every refresh: the parts of the page ask for their own rows.
  return { asked: {}, crumbs: [{ title: m.core_nav_today() }] }
}
