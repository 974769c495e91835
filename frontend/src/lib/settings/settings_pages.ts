import BadgeEuro from '@lucide/svelte/icons/badge-euro'
import Building from '@lucide/svelte/icons/building'
import CalendarClock from '@lucide/svelte/icons/calendar-clock'
import CircleDot from '@lucide/svelte/icons/circle-dot'
import Gauge from '@lucide/svelte/icons/gauge'
import Layers from '@lucide/svelte/icons/layers'
import Mail from '@lucide/svelte/icons/mail'
import MailOpen from '@lucide/svelte/icons/mail-open'
import MonitorSmartphone from '@lucide/svelte/icons/monitor-smartphone'
import Package from '@lucide/svelte/icons/package'
import ScrollText from '@lucide/svelte/icons/scroll-text'
import TextQuote from '@lucide/svelte/icons/text-quote'
import TriangleAlert from '@lucide/svelte/icons/triangle-alert'
import Users from '@lucide/svelte/icons/users'
import Wrench from '@lucide/svelte/icons/wrench'
import Zap from '@lucide/svelte/icons/zap'
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
  /** Who may read this finds the page; without it everybody does. */
  subject?: string
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
    path: 'queues',
    icon: Layers,
    group: m.settings_group_service,
    subject: 'Queue',
    title: m.desk_queues,
    text: m.desk_queues_text,
    words: m.desk_queues_words,
  },
  {
    path: 'statuses',
    icon: CircleDot,
    group: m.settings_group_service,
    subject: 'TicketStatus',
    title: m.desk_statuses,
    text: m.desk_statuses_text,
    words: m.desk_statuses_words,
  },
  {
    path: 'mailboxes',
    icon: Mail,
    group: m.settings_group_service,
    subject: 'Mailbox',
    title: m.desk_mailboxes,
    text: m.desk_mailboxes_text,
    words: m.desk_mailboxes_words,
  },
  {
    path: 'text-modules',
    icon: TextQuote,
    group: m.settings_group_service,
    subject: 'TextModule',
    title: m.desk_text_modules,
    text: m.desk_text_modules_text,
    words: m.desk_text_modules_words,
  },
  {
    path: 'macros',
    icon: Zap,
    group: m.settings_group_service,
    subject: 'Macro',
    title: m.desk_macros,
    text: m.desk_macros_text,
    words: m.desk_macros_words,
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
  {
    path: 'audit',
    icon: ScrollText,
    group: m.settings_group_oversight,
    subject: 'Audit',
    title: m.audit_title,
    text: m.audit_text,
    words: m.audit_words,
  },
  {
    path: 'parked',
    icon: TriangleAlert,
    group: m.settings_group_oversight,
    subject: 'Parked',
    title: m.settings_parked,
    text: m.settings_parked_text,
    words: m.settings_parked_words,
  },
  {
    path: 'sign-in-mails',
    icon: MailOpen,
    group: m.settings_group_oversight,
    subject: 'IdentityMail',
    title: m.settings_identity_mails,
    text: m.settings_identity_mails_text,
    words: m.settings_identity_mails_words,
  },
  {
    path: 'sessions',
    icon: MonitorSmartphone,
    group: m.settings_group_personal,
    title: m.core_sessions,
    text: m.identity_sessions_text,
    words: m.identity_sessions_words,
  },
]

/** Every word must occur somewhere in the page's title, sentence or further words. */
export function findSettings(text: string): SettingsPage[] {
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return pages
    .filter(({ subject }) => !subject || can('read', subject))
    .filter((page) => {
      const haystack = `${page.title()} ${page.text()} ${page.words()}`.toLocaleLowerCase()
      return wanted.every((word) => haystack.includes(word))
    })
}
