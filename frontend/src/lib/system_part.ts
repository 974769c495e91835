import { m } from './paraglide/messages.js'

const parts: Record<string, () => string> = {
  'search': m.settings_part_search,
  'live': m.settings_part_live,
  'send_mail': m.settings_part_send_mail,
  'mail_intake': m.settings_part_mail_intake,
  'document_files': m.settings_part_document_files,
  'document_delivery': m.settings_part_document_delivery,
  'ticket_timers': m.settings_part_ticket_timers,
  'calendar-holidays': m.settings_part_calendar,
  'operator': m.settings_part_operator,
}

/** A part of Kontor that works by itself, as people call it; one that is newer than this list by its own name. */
export const systemPart = (name: string): string => parts[name]?.() ?? name
