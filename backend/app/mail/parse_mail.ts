import { createHash } from 'node:crypto'
import type { DateTime } from 'luxon'
import { Exception } from '@adonisjs/core/exceptions'
import { cleanText, decodeText } from '#mail/charset'
import { composeBody, type MailAttachment, type MailBody } from '#mail/mail_body'
import { readHeaderDate } from '#mail/mail_date'
import {
  headerMultimap,
  type MailAddress,
  type MailHeaders,
  oneLine,
  readAddresses,
  readMessageIds,
} from '#mail/mail_header'
import {
  type HeaderLine,
  MAX_HEADER_BYTES,
  readHeaderLines,
  readParts,
  structuredHeaders,
} from '#mail/mime_parts'

/** The largest mail that is parsed, in bytes; mail servers usually stop far below. */
export const MAX_MAIL_BYTES = 50 * 1024 * 1024
/** Characters of a broken mail that are shown; the raw mail is kept by the caller. */
const MAX_FALLBACK_TEXT = 1_000_000

export class MailTooLarge extends Exception {
  static status = 413
  static code = 'mail_too_large'

  constructor(size: number) {
    super(`A mail of ${size} bytes is above the limit of ${MAX_MAIL_BYTES} bytes`)
  }
}

export interface ParsedMail {
  /** Without angle brackets; null where the sender gave none */
  messageId: string | null
  inReplyTo: string[]
  /** Oldest first */
  references: string[]
  from: MailAddress | null
  replyTo: MailAddress | null
  to: MailAddress[]
  cc: MailAddress[]
  subject: string | null
  /** As the sender's clock said, in UTC; null where unreadable */
  date: DateTime | null
  /** Always filled when the mail has any words, from its HTML if need be */
  text: string
  /** As received: never show it without `sanitizeMailHtml` */
  html: string | null
  attachments: MailAttachment[]
  headers: MailHeaders
  /** SHA-256 (hex), equal for one mail that reached several mailboxes */
  contentHash: string
  /** Bytes as received */
  size: number
  /** What was wrong with the mail and repaired, as stable codes */
  defects: string[]
}

/**
 * Reads a raw mail (RFC 5322, MIME). Broken mails are read as far as they go: what cannot be taken
 * apart gives its headers and raw text, with the defect named.
 *
 * @throws MailTooLarge above `MAX_MAIL_BYTES`; nothing else
 */
export async function parseMail(bytes: Buffer): Promise<ParsedMail> {
  if (bytes.length > MAX_MAIL_BYTES) throw new MailTooLarge(bytes.length)
  try {
    const parts = await readParts(bytes)
    return assemble(bytes.length, parts.lines, composeBody(parts))
  } catch {
    const { lines, body } = readBroken(bytes)
    return assemble(bytes.length, lines, body)
  }
}

function readBroken(bytes: Buffer): { lines: HeaderLine[]; body: MailBody } {
  const start = bytes.toString('latin1', 0, MAX_HEADER_BYTES)
  const end = /\r?\n\r?\n/.exec(start)
  const lines = readHeaderLines(end ? start.slice(0, end.index) : start)
  const rest = bytes.subarray(end ? end.index + end[0].length : MAX_HEADER_BYTES)
  const { text } = decodeText(rest.subarray(0, 2 * MAX_FALLBACK_TEXT), null)
  return {
    lines,
    body: {
      text: cleanText(text).slice(0, MAX_FALLBACK_TEXT),
      html: null,
      attachments: [],
      defects: ['mime_broken', ...(rest.length > MAX_FALLBACK_TEXT ? ['text_cut'] : [])],
    },
  }
}

function assemble(size: number, lines: HeaderLine[], body: MailBody): ParsedMail {
  const headers = headerMultimap(lines)
  const structured = structuredHeaders(lines)
  const date = readHeaderDate(first(headers, 'date'))
  const subject = oneLine(String(structured.get('subject') ?? ''))
  const mail = {
    messageId: readMessageIds(first(headers, 'message-id'))[0] ?? null,
    inReplyTo: readMessageIds(all(headers, 'in-reply-to')),
    references: readMessageIds(all(headers, 'references')),
    from: readAddresses(structured.get('from'))[0] ?? null,
    replyTo: readAddresses(structured.get('reply-to'))[0] ?? null,
    to: readAddresses(structured.get('to')),
    cc: readAddresses(structured.get('cc')),
    subject: subject === '' ? null : subject,
    date,
    headers,
    size,
    ...body,
    text: body.text.trimEnd().replace(/^(?:[ \t]*\n)+/, ''),
  }
  const defects = [...body.defects]
  if (mail.messageId === null) defects.push('message_id_missing')
  if (mail.from === null) defects.push('from_unreadable')
  if ((headers.get('from')?.length ?? 0) > 1) defects.push('several_from_headers')
  if (date === null) defects.push('date_unreadable')
  return { ...mail, defects, contentHash: hashContent(mail) }
}

/** Only what the sender wrote: transport headers differ from mailbox to mailbox. */
function hashContent(mail: Omit<ParsedMail, 'contentHash'>): string {
  const content = [
    mail.messageId,
    mail.from?.address,
    mail.date?.toISO(),
    mail.subject,
    mail.text.replace(/\s+/g, ' ').trim(),
    mail.html?.replace(/\s+/g, ' ').trim(),
    ...mail.attachments.map((file) => createHash('sha256').update(file.content).digest('hex')),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

function first(headers: MailHeaders, key: string): string {
  return headers.get(key)?.[0] ?? ''
}

function all(headers: MailHeaders, key: string): string {
  return headers.get(key)?.join(' ') ?? ''
}
