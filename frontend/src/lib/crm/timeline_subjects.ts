import { m } from '../paraglide/messages.js'
import { can } from '../session.svelte.ts'

export const timelineSubjects = [
  'ticket',
  'document',
  'contract',
  'asset',
  'time_entry',
  'contact',
  'account',
] as const
export type TimelineSubject = (typeof timelineSubjects)[number]

const filters: Record<TimelineSubject, { title: () => string; type: string }> = {
  ticket: { title: m.crm_timeline_ticket, type: 'Ticket' },
  document: { title: m.crm_timeline_document, type: 'Document' },
  contract: { title: m.crm_timeline_contract, type: 'Contract' },
  asset: { title: m.crm_timeline_asset, type: 'Asset' },
  time_entry: { title: m.crm_timeline_time_entry, type: 'TimeEntry' },
  contact: { title: m.crm_timeline_contact, type: 'Contact' },
  account: { title: m.crm_timeline_account, type: 'Account' },
}

/** The filters of the timeline that the member has any use for. */
export const timelineFilters = () =>
  timelineSubjects
    .filter((subject) => can('read', filters[subject].type))
    .map((id) => ({ id, title: filters[id].title() }))
