import { invalidate } from '$app/navigation'
import { ticketOptions } from '../tickets/ticket_options.svelte.ts'

/** After a change to the service desk's settings: the page, and what tickets choose from. */
export async function refreshDesk(): Promise<void> {
  await Promise.all([invalidate('app:desk'), ticketOptions.reload()])
}
