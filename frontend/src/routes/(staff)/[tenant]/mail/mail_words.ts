import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/Pill.svelte'

const stateNames: Record<string, () => string> = {
  stored: m.mail_state_stored,
  created: m.mail_state_created,
  appended: m.mail_state_appended,
  ignored: m.mail_state_ignored,
  quarantined: m.mail_state_quarantined,
  queued: m.mail_state_queued,
  claimed: m.mail_state_claimed,
  sent: m.mail_state_sent,
  failed: m.mail_state_failed,
  uncertain: m.mail_state_uncertain,
  cancelled: m.mail_state_cancelled,
  bounced: m.mail_state_bounced,
}

export const stateName = (state: string): string => stateNames[state]?.() ?? state

const tones: Record<string, Tone> = {
  created: 'good',
  appended: 'good',
  sent: 'good',
  failed: 'bad',
  bounced: 'bad',
  quarantined: 'warn',
  uncertain: 'warn',
  stored: 'info',
  queued: 'info',
  claimed: 'info',
}

export const stateTone = (state: string): Tone => tones[state] ?? 'neutral'

const reasons: Record<string, () => string> = {
  same_mail: m.mail_reason_same_mail,
  own_copy: m.mail_reason_own_copy,
  loop: m.mail_reason_loop,
  no_sender: m.mail_reason_no_sender,
  auto_reply: m.mail_reason_auto_reply,
  bounce: m.mail_reason_bounce,
  bulk: m.mail_reason_bulk,
  nothing_found: m.mail_reason_nothing_found,
  subject_number_not_trusted: m.mail_reason_subject_number_not_trusted,
  forwarded: m.mail_reason_forwarded,
  closed_too_long: m.mail_reason_closed_too_long,
  tag: m.mail_reason_tag,
  message_id: m.mail_reason_message_id,
  subject_number: m.mail_reason_subject_number,
}

/** Why a mail became what it is, in plain words; an error nobody foresaw keeps its own. */
export function reasonText(reason: string | null): string {
  if (reason === null) return ''
  if (reason.startsWith('unexpected: '))
    return m.mail_reason_unexpected({ problem: reason.slice(12) })
  return reasons[reason]?.() ?? reason
}
