import Building2 from '@lucide/svelte/icons/building-2'
import FileText from '@lucide/svelte/icons/file-text'
import Inbox from '@lucide/svelte/icons/inbox'
import ReceiptEuro from '@lucide/svelte/icons/receipt-euro'
import Server from '@lucide/svelte/icons/server'
import Settings from '@lucide/svelte/icons/settings'
import Sun from '@lucide/svelte/icons/sun'
import Timer from '@lucide/svelte/icons/timer'
import type { Component } from 'svelte'
import { m } from './paraglide/messages.js'
import { can } from './session.svelte.ts'

export interface NavigationEntry {
  id: string
  title: string
  icon: Component
  /** Below `/:tenant`. */
  path: string
}

interface Place extends Omit<NavigationEntry, 'title'> {
  title: () => string
  /** The entry shows when the member may read this; without it everybody sees it. */
  subject?: string
}

/** The rail, from top to bottom. A module adds its line when its first page exists. */
const places: Place[] = [
  { id: 'today', title: m.core_nav_today, icon: Sun, path: '' },
  { id: 'tickets', title: m.core_nav_tickets, icon: Inbox, path: '/tickets', subject: 'Ticket' },
  {
    id: 'accounts',
    title: m.core_nav_accounts,
    icon: Building2,
    path: '/accounts',
    subject: 'Account',
  },
  {
    id: 'contracts',
    title: m.core_nav_contracts,
    icon: FileText,
    path: '/contracts',
    subject: 'Contract',
  },
  {
    id: 'billing',
    title: m.core_nav_billing,
    icon: ReceiptEuro,
    path: '/billing',
    subject: 'Document',
  },
  { id: 'time', title: m.core_nav_time, icon: Timer, path: '/time', subject: 'TimeEntry' },
  { id: 'devices', title: m.core_nav_devices, icon: Server, path: '/devices', subject: 'Asset' },
]

const settings: Place = {
  id: 'settings',
  title: m.core_nav_settings,
  icon: Settings,
  path: '/settings',
}

export function mainEntries(): NavigationEntry[] {
  return places.filter(({ subject }) => !subject || can('read', subject)).map(named)
}

export function settingsEntry(): NavigationEntry {
  return named(settings)
}

function named({ id, title, icon, path }: Place): NavigationEntry {
  return { id, title: title(), icon, path }
}
