import { cleanText, decodeText } from '#mail/charset'
import { readMessageIds } from '#mail/mail_header'
import { readHeaderLines, readableHeader } from '#mail/mime_parts'
import type { ParsedMail } from '#mail/parse_mail'

/** One recipient's fate in a delivery status notification (RFC 3464 §2.3). */
export interface DeliveryReport {
  /** Lower case; null where the server does not say */
  finalRecipient: string | null
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | null
  /** Enhanced status code, e.g. `5.1.1` (RFC 3463) */
  status: string | null
  /** The message of ours that did not arrive */
  originalMessageId: string | null
}

/** Bytes; a report on every recipient of a large list still fits. */
const MAX_REPORT = 256 * 1024
const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const

/** Reads every recipient group of every delivery-status part; empty when there is none. */
export function deliveryReports(mail: ParsedMail): DeliveryReport[] {
  const originalMessageId = originalOf(mail)
  return mail.attachments
    .filter((file) => /^message\/(global-)?delivery-status$/.test(file.type))
    .flatMap((file) =>
      cleanText(decodeText(file.content.subarray(0, MAX_REPORT), null).text).split(/\n\s*\n/)
    )
    .map(fields)
    .filter((group) => group.has('final-recipient') || group.has('action'))
    .map((group) => ({
      finalRecipient: recipient(group.get('final-recipient') ?? group.get('original-recipient')),
      action:
        ACTIONS.find((action) => group.get('action')?.toLowerCase().startsWith(action)) ?? null,
      status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(group.get('status') ?? '')?.[0] ?? null,
      originalMessageId,
    }))
}

function fields(group: string): Map<string, string> {
  const lines = readHeaderLines(group.trim())
  return new Map(lines.map(({ key, line }) => [key, readableHeader(line)]))
}

/** `rfc822; <kim@example.de>`: the type of the address, then the address */
function recipient(value: string | undefined): string | null {
  // `value` comes from outside: no pattern sees more than any address can hold.
  const address = /(?:^|;)\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*$/.exec(value?.slice(0, 500) ?? '')?.[1]
  return address?.toLowerCase() ?? null
}

/** From the returned message or its headers; Exchange names it only as a reference. */
export function originalOf(mail: ParsedMail): string | null {
  const returned = mail.attachments.find((file) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(file.type)
  )
  if (returned) {
    const start = returned.content.toString('latin1', 0, 65_536)
    const lines = readHeaderLines(start.trimStart().split(/\r?\n\r?\n/, 1)[0])
    const line = lines.find(({ key }) => key === 'message-id')?.line ?? ''
    const id = readMessageIds(readableHeader(line))[0]
    if (id) return id
  }
  return mail.inReplyTo[0] ?? mail.references.at(-1) ?? null
}
