import { redirect } from '@sveltejs/kit'
import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { can, session } from '#lib/session.svelte.ts'
import { ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import { dayOf, shiftDay, weekStart } from '#lib/zone_time.ts'
import type { PageLoad } from './$types'

/** `?week=2026-11-23` is one's own week, `?tab=approval` what others have booked and nobody has approved. */
export const load: PageLoad = async ({ params, url, depends, parent }) => {
  depends('app:time')
  // Who works here is known only after the layout has loaded.
  await parent()
  const today = dayOf(Date.now(), session.tenant.timeZone)
  const asked = url.searchParams.get('week') ?? ''
  const week = weekStart(/^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today)
  const tab = url.searchParams.get('tab') === 'approval' ? 'approval' : 'week'
  if (tab === 'approval' && !can('approve', 'TimeEntry')) redirect(307, `/${params.tenant}/time`)
  const query =
    tab === 'week'
      ? { from: week, to: shiftDay(week, 6) }
      : { member: 'all' as const, unapproved: true }
  const [page] = await Promise.all([
    api.get('/api/:tenant/time-entries', { params, query }),
    can('read', 'Ticket') ? ticketOptions.load(params.tenant) : undefined,
  ])
  return { page, week, today, tab, crumbs: [{ title: m.core_nav_time() }] }
}
