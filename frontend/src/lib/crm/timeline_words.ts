import Building2 from '@lucide/svelte/icons/building-2'
import Clock from '@lucide/svelte/icons/clock'
import FileText from '@lucide/svelte/icons/file-text'
import Inbox from '@lucide/svelte/icons/inbox'
import MapPin from '@lucide/svelte/icons/map-pin'
import ReceiptEuro from '@lucide/svelte/icons/receipt-euro'
import Server from '@lucide/svelte/icons/server'
import User from '@lucide/svelte/icons/user'
import type { Component } from 'svelte'
import { m } from '../paraglide/messages.js'
import type { TimelineEntry } from './crm_types.ts'

type Named = { number: string; title: string }

const sentences: Record<string, (named: Named) => string> = {
  'account.created': () => m.crm_event_account_created(),
  'account.updated': () => m.crm_event_account_updated(),
  'account.archived': () => m.crm_event_account_archived(),
  'account.unarchived': () => m.crm_event_account_unarchived(),
  'contact.created': m.crm_event_contact_created,
  'contact.updated': m.crm_event_contact_updated,
  'contact.archived': m.crm_event_contact_archived,
  'contact.unarchived': m.crm_event_contact_unarchived,
  'contact.portal_access_granted': m.crm_event_contact_portal_access_granted,
  'contact.portal_access_changed': m.crm_event_contact_portal_access_changed,
  'contact.portal_access_revoked': m.crm_event_contact_portal_access_revoked,
  'site.created': m.crm_event_site_created,
  'site.updated': m.crm_event_site_updated,
  'ticket.created': m.crm_event_ticket_created,
  'ticket.solved': m.crm_event_ticket_solved,
  'ticket.closed': m.crm_event_ticket_closed,
  'ticket.reopened': m.crm_event_ticket_reopened,
  'ticket.message_added': m.crm_event_ticket_message_added,
  'ticket.message_undone': m.crm_event_ticket_message_undone,
  'ticket.sla_breached': m.crm_event_ticket_sla_breached,
  'ticket.merged': m.crm_event_ticket_merged,
  'ticket.linked': m.crm_event_ticket_linked,
  'ticket.item_added': m.crm_event_ticket_item_added,
  'document.drafted': m.crm_event_document_drafted,
  'document.updated': m.crm_event_document_updated,
  'document.deleted': () => m.crm_event_document_deleted(),
  'document.issued': m.crm_event_document_issued,
  'document.sent': m.crm_event_document_sent,
  'document.held': m.crm_event_document_held,
  'document.released': m.crm_event_document_released,
  'document.cancelled': m.crm_event_document_cancelled,
  'contract.created': m.crm_event_contract_created,
  'contract.updated': m.crm_event_contract_updated,
  'contract.lines_changed': m.crm_event_contract_lines_changed,
  'contract.ended': m.crm_event_contract_ended,
  'contract.continued': m.crm_event_contract_continued,
  'asset.created': m.crm_event_asset_created,
  'asset.updated': m.crm_event_asset_updated,
  'asset.assigned': m.crm_event_asset_assigned,
  'asset.returned': m.crm_event_asset_returned,
  'asset.retired': m.crm_event_asset_retired,
  'asset.restored': m.crm_event_asset_restored,
  'time_entry.booked': m.crm_event_time_entry_booked,
  'time_entry.corrected': m.crm_event_time_entry_corrected,
  'time_entry.removed': () => m.crm_event_time_entry_removed(),
}

/** One line of the timeline; an event that is newer than this screen shows what it is about. */
export function timelineSentence({ type, subject }: TimelineEntry): string {
  const named = { number: subject.number ?? '', title: subject.title ?? '' }
  return sentences[type]?.(named) ?? named.title
}

const icons: Record<string, Component> = {
  account: Building2,
  contact: User,
  site: MapPin,
  ticket: Inbox,
  document: ReceiptEuro,
  contract: FileText,
  asset: Server,
  time_entry: Clock,
}

export const timelineIcon = ({ subject }: TimelineEntry): Component =>
  icons[subject.type] ?? Building2

/** Where a line leads; nowhere if it leads to the page it stands on. */
export function timelineHref(tenant: string, { subject }: TimelineEntry): string | undefined {
  const { type, id, number } = subject
  if (type === 'ticket' || type === 'time_entry')
    return number ? `/${tenant}/tickets/${number}` : undefined
  if (type === 'contact') return `/${tenant}/contacts/${id}`
  if (type === 'contract') return `/${tenant}/contracts/${number}`
  if (type === 'asset') return `/${tenant}/devices/${number}`
  if (type === 'document') return `/${tenant}/billing/documents/${number ?? id}`
  return undefined
}
