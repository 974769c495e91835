import { type DeliveryReport, deliveryReports, originalOf } from '#mail/delivery_report'
import type { ParsedMail } from '#mail/parse_mail'

/** Carried by every mail that Kontor sends; the value is the id of the installation. */
export const INSTANCE_HEADER = 'X-Kontor-Instance'
/** Carried by every automatic mail of Kontor */
export const LOOP_HEADER = 'X-Kontor-Loop'

export interface Ours {
  /** Our mailboxes, lower case */
  addresses: string[]
  /** Domains under which Kontor makes message ids */
  domains: string[]
  instanceId: string
}

/**
 * - `person`: somebody wrote this
 * - `auto_reply`: an answer by a machine to a mail (absence, receipt): append, never open or reopen
 * - `bounce`: a mail of ours did not arrive (yet): belongs to that mail, see `reports`
 * - `loop`: our own mail comes back through somebody else: drop it, visibly
 * - `own_copy`: our own mail reaches another of our mailboxes: drop it
 * - `bulk`: lists, newsletters, monitoring: may open a ticket, is never answered by a machine
 */
export type MailKind = 'person' | 'auto_reply' | 'bounce' | 'loop' | 'own_copy' | 'bulk'

export interface Classification {
  kind: MailKind
  reason: { code: string; params: Record<string, string> }
  /** Filled for bounces (RFC 3464), one per recipient */
  reports: DeliveryReport[]
  /** The sender is one of our mailboxes, whoever typed it */
  fromOurs: boolean
}

type Verdict = [MailKind, string, Record<string, string>?]

/** Decides by headers what sent a mail (RFC 3834, 3464, 2369, 2919, 5230 and common practice). */
export function classify(mail: ParsedMail, ours: Ours): Classification {
  const fromOurs = mail.from !== null && ours.addresses.includes(mail.from.address)
  const reports = deliveryReports(mail)
  const [kind, code, params] = own(mail, ours, fromOurs) ??
    bounce(mail, reports) ??
    autoReply(mail) ??
    bulk(mail) ?? ['person', 'no_machine_sign']
  const shown = kind === 'bounce' ? withOriginal(mail, reports) : []
  return { kind, reason: { code, params: params ?? {} }, reports: shown, fromOurs }
}

/**
 * Whether a machine may answer: only people, only where nobody asked for silence, and never an
 * address that cannot or must not read answers (RFC 3834 §2).
 */
export function mayAutoAnswer(mail: ParsedMail, classification: Classification): boolean {
  if (classification.kind !== 'person' || classification.fromOurs) return false
  const suppress = header(mail, 'x-auto-response-suppress').toLowerCase()
  if (/\b(all|oof|autoreply)\b/.test(suppress)) return false
  const address = (mail.replyTo ?? mail.from)?.address
  return (
    address !== undefined && !isMachineAddress(address) && !isMachineAddress(mail.from?.address)
  )
}

/**
 * The id of a mail that Kontor sends, without angle brackets. `unique` is e.g. a UUID;
 * `instanceId` has no dot.
 */
export function ownMessageId(unique: string, instanceId: string, domain: string): string {
  return `kontor.${unique}.${instanceId}@${domain}`.toLowerCase()
}

function own(mail: ParsedMail, ours: Ours, fromOurs: boolean): Verdict | null {
  const marked = [INSTANCE_HEADER, LOOP_HEADER].find((name) =>
    mail.headers.get(name.toLowerCase())?.includes(ours.instanceId)
  )
  if (marked === undefined && !isOwnMessageId(mail.messageId, ours)) return null
  const sign = marked ?? 'Message-ID'
  return fromOurs ? ['own_copy', 'own_mail', { sign }] : ['loop', 'own_mail_returned', { sign }]
}

/** The domain alone is no proof: mail programs of colleagues also write it into their ids. */
function isOwnMessageId(id: string | null, ours: Ours): boolean {
  const found = /^kontor\.[^@]+?\.([^.@]+)@(.+)$/i.exec(id ?? '')
  if (!found) return false
  return found[1] === ours.instanceId.toLowerCase() || ours.domains.includes(found[2])
}

function bounce(mail: ParsedMail, reports: DeliveryReport[]): Verdict | null {
  const bad = reports.find((report) => report.action === 'failed' || report.action === 'delayed')
  if (bad) {
    const params = { action: String(bad.action), recipient: bad.finalRecipient ?? '' }
    return ['bounce', 'delivery_status', params]
  }
  if (reports.some((report) => report.action !== null)) return ['auto_reply', 'delivery_receipt']
  if (reports.length > 0 || isReport(mail, 'delivery-status')) return ['bounce', 'delivery_report']
  const failed = header(mail, 'x-failed-recipients')
  if (failed !== '') return ['bounce', 'failed_recipients', { recipient: failed }]
  const local = mail.from?.address.split('@')[0] ?? ''
  const isDaemon = /^(mailer-daemon|postmaster|mail-daemon|microsoftexchange[0-9a-f]{20,})$/.test(
    local
  )
  return isDaemon && hasNullReturnPath(mail) ? ['bounce', 'mailer_daemon'] : null
}

function autoReply(mail: ParsedMail): Verdict | null {
  if (isReport(mail, 'disposition-notification')) return ['auto_reply', 'read_receipt']
  const submitted = header(mail, 'auto-submitted').toLowerCase()
  if (submitted.startsWith('auto-replied')) return ['auto_reply', 'auto_submitted', { submitted }]
  const answers = mail.inReplyTo.length > 0 || mail.references.length > 0
  // Exchange calls its absence notes "auto-generated" although they answer somebody.
  if (isAutoSubmitted(submitted) && answers) return ['auto_reply', 'auto_submitted', { submitted }]
  const sign = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-autoreply-from'].find(
    (name) => !['', 'no'].includes(header(mail, name).toLowerCase())
  )
  if (sign !== undefined) return ['auto_reply', 'header', { header: sign }]
  if (/^auto[_-]?reply/i.test(header(mail, 'precedence') || header(mail, 'x-precedence'))) {
    return ['auto_reply', 'precedence']
  }
  if (hasNullReturnPath(mail) && answers) return ['auto_reply', 'null_return_path']
  const suppressed = /\b(all|oof|autoreply)\b/i.test(header(mail, 'x-auto-response-suppress'))
  const words =
    /^(automatische antwort|automatic reply|autoreply|abwesenheitsnotiz|out of office)\b/i
  return suppressed && words.test(mail.subject ?? '') ? ['auto_reply', 'absence_subject'] : null
}

function bulk(mail: ParsedMail): Verdict | null {
  const submitted = header(mail, 'auto-submitted').toLowerCase()
  if (isAutoSubmitted(submitted)) return ['bulk', 'auto_submitted', { submitted }]
  const list = ['list-id', 'list-post', 'list-unsubscribe', 'x-campaign-id'].find(
    (name) => header(mail, name) !== ''
  )
  if (list !== undefined) return ['bulk', 'mailing_list', { header: list }]
  const precedence = header(mail, 'precedence').toLowerCase()
  if (/^(bulk|list|junk)$/.test(precedence)) return ['bulk', 'precedence', { precedence }]
  return hasNullReturnPath(mail) ? ['bulk', 'null_return_path'] : null
}

/** A bounce without a readable report still belongs to the mail that it returns. */
function withOriginal(mail: ParsedMail, reports: DeliveryReport[]): DeliveryReport[] {
  if (reports.length > 0) return reports
  const finalRecipient =
    header(mail, 'x-failed-recipients').split(',')[0].trim().toLowerCase() || null
  return [{ finalRecipient, action: 'failed', status: null, originalMessageId: originalOf(mail) }]
}

function isAutoSubmitted(value: string): boolean {
  return value !== '' && !/^no\b/.test(value)
}

function isReport(mail: ParsedMail, type: string): boolean {
  const value = header(mail, 'content-type').toLowerCase()
  return value.startsWith('multipart/report') && value.includes(type)
}

function hasNullReturnPath(mail: ParsedMail): boolean {
  return mail.headers.get('return-path')?.some((value) => /^<\s*>$/.test(value)) ?? false
}

/** An address that reads no mail, or must not be answered. */
export function isMachineAddress(address: string | undefined): boolean {
  const local = address?.split('@')[0] ?? ''
  return /^(no[-_.]?reply|do[-_.]?not[-_.]?reply|nicht[-_.]?antworten|mailer-daemon|postmaster|bounces?|.*-bounces)([-_.+]|$)/.test(
    local
  )
}

function header(mail: ParsedMail, name: string): string {
  return mail.headers.get(name)?.[0] ?? ''
}
