import type { DateTime } from 'luxon'
import { readWrittenDate } from '#mail/mail_date'
import type { MailAddress } from '#mail/mail_header'
import { type ParsedMail, parseMail } from '#mail/parse_mail'
import { forwardPrefix, replyPrefix } from '#mail/subject'

export interface ForwardedOriginal {
  from: MailAddress
  subject: string | null
  date: DateTime | null
  /** What the original sender wrote */
  body: string
  /** What the forwarding colleague added above */
  note: string
}

const LABELS: Record<string, 'from' | 'date' | 'to' | 'subject' | 'other'> = {
  'von': 'from',
  'from': 'from',
  'gesendet': 'date',
  'sent': 'date',
  'datum': 'date',
  'date': 'date',
  'an': 'to',
  'to': 'to',
  'betreff': 'subject',
  'subject': 'subject',
  'cc': 'other',
  'kopie': 'other',
  'bcc': 'other',
  'antwort an': 'other',
  'reply-to': 'other',
  'priorität': 'other',
  'importance': 'other',
  'wichtigkeit': 'other',
}
const LABELLED = /^\*?\s*([a-zäö][a-zäö -]{1,10}?)\s?:\*?(?:\s+|$)\*?\s?(.*)$/i
const MARKER =
  /^\s*(-{3,}\s*(weitergeleitete|forwarded)\b.{0,60}|(anfang der weitergeleiteten|begin forwarded)\b.{0,60})$/i

/**
 * The mail that a colleague forwarded, from an attached message or from the header block that
 * Outlook, Apple Mail, Gmail and Thunderbird write into the text. Null unless it is certain: the
 * mail says that it is a forward, and the original sender's address can be read.
 *
 * @param zone where the forwarder's clock stands, since the blocks carry local time
 */
export async function forwardedOriginal(
  mail: ParsedMail,
  zone = 'Europe/Berlin'
): Promise<ForwardedOriginal | null> {
  if (replyPrefix(mail.subject)) return null
  return inlineOriginal(mail, zone) ?? (await attachedOriginal(mail))
}

function inlineOriginal(mail: ParsedMail, zone: string): ForwardedOriginal | null {
  const lines = mail.text.split('\n').map((line) => line.slice(0, 2000))
  const marker = lines.findIndex((line) => MARKER.test(unquoted(line)))
  if (marker < 0 && !forwardPrefix(mail.subject)) return null
  const block = headerBlock(lines, Math.max(marker, 0))
  const from = block && readSender(block.fields.get('from') ?? '')
  if (!from) return null
  const rest = lines.slice(block.to)
  const marked = rest.filter((line) => line.trim() !== '').every((line) => line.startsWith('>'))
  return {
    from,
    subject: block.fields.get('subject')?.trim() || null,
    date: readWrittenDate(block.fields.get('date') ?? '', zone),
    body: (marked ? rest.map(unquoted) : rest).join('\n').trim(),
    note: note(lines.slice(0, marker >= 0 ? marker : block.from)),
  }
}

interface HeaderBlock {
  from: number
  to: number
  fields: Map<string, string>
}

/** The first run of at least three labelled lines that names a sender. */
function headerBlock(lines: string[], start: number): HeaderBlock | null {
  for (let from = start; from < lines.length; from += 1) {
    if (!label(lines[from])) continue
    const block = readBlock(lines, from)
    if (block.fields.size >= 3 && block.fields.has('from')) return block
    from = block.to - 1
  }
  return null
}

function readBlock(lines: string[], from: number): HeaderBlock {
  const fields = new Map<string, string>()
  let last = ''
  let to = from
  for (; to < lines.length; to += 1) {
    const found = label(lines[to])
    if (found) {
      last = found.name
      if (!fields.has(last)) fields.set(last, found.value)
    } else if (unquoted(lines[to]).trim() === '' || to - from > 30) {
      break
    } else if (fields.has(last)) {
      // A long list of recipients or a long subject goes on in the next line.
      fields.set(last, `${fields.get(last)} ${unquoted(lines[to]).trim()}`)
    }
  }
  return { from, to, fields }
}

function label(line: string): { name: string; value: string } | null {
  const found = LABELLED.exec(unquoted(line).trim())
  const name = found && LABELS[found[1].toLowerCase()]
  return name ? { name, value: found[2].replace(/\*$/, '').trim() } : null
}

/** `Kim Muster <kim@example.de>`, `Kim Muster [mailto:kim@example.de]`, `kim@example.de` */
function readSender(field: string): MailAddress | null {
  const value = field.slice(0, 500)
  const found =
    /[<[(]?(?:mailto:)?([^\s<>[\]():;,"']{1,64}@[^\s<>[\]():;,"']+\.[a-z\d-]{2,})/i.exec(value)
  if (!found) return null
  const name = value.slice(0, found.index).replace(/["'*]/g, '').trim()
  return { address: found[1].toLowerCase(), name }
}

async function attachedOriginal(mail: ParsedMail): Promise<ForwardedOriginal | null> {
  const messages = mail.attachments.filter((file) => file.type === 'message/rfc822')
  const isReport = mail.attachments.some((file) => file.type.endsWith('-status'))
  if (messages.length !== 1 || isReport || !forwardPrefix(mail.subject)) return null
  const original = await parseMail(messages[0].content)
  if (!original.from) return null
  const { from, subject, date, text } = original
  return { from, subject, date, body: text.trim(), note: mail.text.trim() }
}

/** Without the line that Outlook draws above a block */
function note(lines: string[]): string {
  const last = lines.findLastIndex((line) => line.trim() !== '')
  const drawn = last >= 0 && /^\s*_{10,}\s*$/.test(lines[last])
  return lines
    .slice(0, drawn ? last : last + 1)
    .join('\n')
    .trim()
}

function unquoted(line: string): string {
  return line.replace(/^(?:\s{0,2}>\s?)+/, '')
}
