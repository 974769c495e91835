import type { AnswerOf } from '../api_types.ts'
import { timelineHref, timelineSentence } from '../crm/timeline_words.ts'
import { m } from '../paraglide/messages.js'
import { systemPart } from '../system_part.ts'

export type ParkedMessage = AnswerOf<'GET', '/api/:tenant/parked-messages'>['data'][number]

const consequences: Record<string, () => string> = {
  'search': m.settings_parked_search,
  'live': m.settings_parked_live,
  'send_mail': m.settings_parked_send_mail,
  'mail_intake': m.settings_parked_mail_intake,
  'document_files': m.settings_parked_document_files,
  'document_delivery': m.settings_parked_document_delivery,
  'ticket_timers': m.settings_parked_ticket_timers,
  'calendar-holidays': m.settings_parked_calendar,
}

/** What did not happen, as people notice it. */
export const consequence = ({ consumer }: ParkedMessage): string =>
  consequences[consumer]?.() ?? m.settings_parked_other({ part: systemPart(consumer) })

const events: Record<string, () => string> = {
  'mail.due': m.settings_parked_event_mail_due,
  'mail.stored': m.settings_parked_event_mail_stored,
  'document.delivery_due': m.settings_parked_event_delivery_due,
  'ticket.sla_due': m.settings_parked_event_sla_due,
  'ticket.wait_over': m.settings_parked_event_wait_over,
  'calendar.holidays_due': m.settings_parked_event_holidays_due,
}

/** The event in words; one that is newer than this screen by its own name. */
export const eventText = (message: ParkedMessage): string =>
  events[message.type]?.() || timelineSentence(asEntry(message)) || message.type

export function eventHref(tenant: string, message: ParkedMessage): string | undefined {
  const { type, number } = message.subject
  if (type === 'outbound_mail') return `/${tenant}/mail?box=out`
  if (type === 'inbound_mail') return `/${tenant}/mail`
  if (type === 'account') return number ? `/${tenant}/accounts/${number}` : undefined
  return number || type === 'contact' ? timelineHref(tenant, asEntry(message)) : undefined
}

const asEntry = ({ type, subject, occurredAt }: ParkedMessage) =>
  ({ type, subject, at: occurredAt }) as Parameters<typeof timelineSentence>[0]

const reasons: Record<ParkedMessage['reason'], () => string> = {
  unreachable: m.settings_parked_reason_unreachable,
  timeout: m.settings_parked_reason_timeout,
  sign_in: m.settings_parked_reason_sign_in,
  busy: m.settings_parked_reason_busy,
  disk_full: m.settings_parked_reason_disk_full,
  data: m.settings_parked_reason_data,
  unexpected: m.settings_parked_reason_unexpected,
}

export const reasonText = ({ reason }: ParkedMessage): string => reasons[reason]()
