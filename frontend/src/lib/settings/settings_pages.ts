import BadgeEuro from '@lucide/svelte/icons/badge-euro'
import Building from '@lucide/svelte/icons/building'
import CalendarClock from '@lucide/svelte/icons/calendar-clock'
import Gauge from '@lucide/svelte/icons/gauge'
import Package from '@lucide/svelte/icons/package'
import Users from '@lucide/svelte/icons/users'
import Wrench from '@lucide/svelte/icons/wrench'
import type { Component } from 'svelte'
import { m } from '../paraglide/messages.js'
import { can } from '../session.svelte.ts'

interface SettingsPage {
  path: string
  icon: Component
  title: () => string
  /** What it changes, and for whom. */
  text: () => string
  /** Further words it is found by, parted by blanks. */
  words: () => string
  /** Who may read this finds the page. */
  subject: string
  group: () => string
}

/** The list of settings. A module adds its line when its page exists. */
const pages: SettingsPage[] = [
  {
    path: 'company',
    icon: Building,
    group: m.settings_group_company,
    subject: 'Company',
    title: m.settings_company,
    text: m.settings_company_text,
    words: m.settings_company_words,
  },
  {
    path: 'invoicing',
    icon: BadgeEuro,
    group: m.settings_group_company,
    subject: 'Company',
    title: m.settings_invoicing,
    text: m.settings_invoicing_text,
    words: m.settings_invoicing_words,
  },
  {
    path: 'members',
    icon: Users,
    group: m.settings_group_company,
    subject: 'Member',
    title: m.settings_members,
    text: m.settings_members_text,
    words: m.settings_members_words,
  },
  {
    path: 'sla',
    icon: Gauge,
    group: m.settings_group_service,
    subject: 'SlaPolicy',
    title: m.settings_sla,
    text: m.settings_sla_text,
    words: m.settings_sla_words,
  },
  {
    path: 'calendars',
    icon: CalendarClock,
    group: m.settings_group_service,
    subject: 'Calendar',
    title: m.settings_calendars,
    text: m.settings_calendars_text,
    words: m.settings_calendars_words,
  },
  {
    path: 'items',
    icon: Package,
    group: m.settings_group_offer,
    subject: 'Item',
    title: m.settings_items,
    text: m.settings_items_text,
    words: m.settings_items_words,
  },
  {
    path: 'work-types',
    icon: Wrench,
    group: m.settings_group_offer,
    subject: 'WorkType',
    title: m.settings_work_types,
    text: m.settings_work_types_text,
    words: m.settings_work_types_words,
  },
]

/** Every word must occur somewhere in the page's title, sentence or further words. */
export function findSettings(text: string): SettingsPage[] {
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return pages
    .filter(({ subject }) => can('read', subject))
    .filter((page) => {
      const haystack = `${page.title()} ${page.text()} ${page.words()}`.toLocaleLowerCase()
      return wanted.every((word) => haystack.includes(word))
    })
}
