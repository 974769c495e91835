import { safeAttachmentName } from '#mail/attachment_name'
import { cleanText, decodeText } from '#mail/charset'
import { htmlToPlainText } from '#mail/html_text'
import { readFlowed } from '#mail/flowed_text'
import { type MimeMail, type MimePart, usualEnding } from '#mail/mime_parts'
import { takeUuencoded } from '#mail/uuencode'

/** A text part beyond this size (bytes) is kept as a file: nobody reads it as a message. */
const MAX_TEXT_PART = 5 * 1024 * 1024
const UNKNOWN_TYPE = 'application/octet-stream'

export interface MailAttachment {
  /** Safe to show and to store, never empty, at most 200 characters */
  name: string
  type: string
  /** Bytes */
  size: number
  content: Buffer
  contentId: string | null
  /** Shown inside the HTML body through its content id */
  inline: boolean
  /** Lies in a multipart/related next to the body */
  related: boolean
}

export interface MailBody {
  text: string
  html: string | null
  attachments: MailAttachment[]
  defects: string[]
}

interface Piece {
  text: string
  html: string | null
}

/** Puts the parts of a mail together as people see it: one text, one HTML, the files. */
export function composeBody(mail: MimeMail): MailBody {
  const composer = new BodyComposer(mail.contents)
  const { text, html } = composer.compose(mail.root, { root: true, related: false })
  const { attachments, defects } = composer
  const cids = new Set(
    [...(html ?? '').matchAll(/\bcid:([^"'\s>)]{1,256})/gi)].map((match) => unescapeCid(match[1]))
  )
  for (const file of attachments) file.inline = file.contentId !== null && cids.has(file.contentId)
  const readable = text.trim() === '' ? reportText(attachments) : text
  return { text: readable, html, attachments, defects: [...new Set(defects)] }
}

class BodyComposer {
  attachments: MailAttachment[] = []
  defects: string[] = []
  #hasText = false
  #contents: MimeMail['contents']

  constructor(contents: MimeMail['contents']) {
    this.#contents = contents
  }

  compose(part: MimePart, place: { root: boolean; related: boolean }): Piece {
    const type = part.contentType || 'text/plain'
    if (!type.startsWith('multipart/')) return this.#leaf(part, type, place)
    const related = place.related || type === 'multipart/related'
    const pieces = (part.children ?? []).map((child) =>
      this.compose(child, { root: false, related })
    )
    return type === 'multipart/alternative' ? alternative(pieces) : sequence(pieces)
  }

  #leaf(part: MimePart, type: string, place: { root: boolean; related: boolean }): Piece {
    const leaf = this.#contents.get(part.headers) ?? { type, content: Buffer.alloc(0) }
    const isBody = this.#isBody(part, type, place.root)
    if (isBody && leaf.content.length <= MAX_TEXT_PART) {
      if (leaf.content.length > 0) this.#hasText = true
      return type === 'text/html' ? this.#html(part, leaf.content) : this.#plain(part, leaf.content)
    }
    if (isBody) this.defects.push('text_part_too_large')
    if (place.root && leaf.content.length === 0) return { text: '', html: null }
    this.#attach(part, leaf.type, leaf.content, place.related)
    return { text: '', html: null }
  }

  #isBody({ node }: MimePart, type: string, root: boolean): boolean {
    if (type !== 'text/plain' && type !== 'text/html') return false
    if (/^x?-?uu/.test(node.encoding || '') && node.filename) return false
    // A mail that consists of one text is that text, whatever disposition it claims.
    if (root && !node.filename) return true
    if (node.disposition && node.disposition !== 'inline') return false
    return !node.filename || !this.#hasText
  }

  #plain(part: MimePart, content: Buffer): Piece {
    const { text: bytes, files } = takeUuencoded(content.toString('latin1'))
    for (const file of files) this.#attach(part, UNKNOWN_TYPE, file.content, false, file.name)
    const text = this.#decode(part, files.length > 0 ? Buffer.from(bytes, 'latin1') : content)
    return {
      text: part.node.flowed ? readFlowed(text, part.node.delSp ?? false) : text,
      html: null,
    }
  }

  #html(part: MimePart, content: Buffer): Piece {
    const meta = /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]+)/i.exec(
      content.toString('latin1', 0, 4096)
    )
    const html = this.#decode(part, content, meta?.[1])
    return { text: cleanText(htmlToPlainText(html)), html }
  }

  #decode(part: MimePart, content: Buffer, fallback?: string): string {
    const { text, guessed } = decodeText(content, part.node.charset || fallback || null)
    if (guessed) this.defects.push('charset_guessed')
    return cleanText(text)
  }

  #attach(part: MimePart, type: string, content: Buffer, related: boolean, name?: string) {
    const known = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type)
    const mime = known ? type.toLowerCase().replace('image/jpg', 'image/jpeg') : UNKNOWN_TYPE
    const file = name === undefined ? uudecodedPart(part, content) : content
    const cid = part.headers.get('content-id')
    const number = this.attachments.length + 1
    this.attachments.push({
      name: fileName(name ?? (part.node.filename || null), mime, number),
      type: mime,
      size: file.length,
      content: file,
      contentId: typeof cid === 'string' ? cid.trim().replace(/^<|>$/g, '').trim() || null : null,
      inline: false,
      related,
    })
  }
}

const REPORT_NAMES: Record<string, string> = {
  'message/delivery-status': 'delivery-status.txt',
  'message/disposition-notification': 'read-receipt.txt',
  'text/rfc822-headers': 'headers.txt',
}

function fileName(name: string | null, type: string, number: number): string {
  if (type !== 'message/rfc822') {
    const usual = REPORT_NAMES[type] ?? `attachment-${number}.${usualEnding(type)}`
    return safeAttachmentName(name, usual)
  }
  const safe = safeAttachmentName(name, `message-${number}.eml`)
  return /\.eml$/i.test(safe) ? safe : `${safe.slice(0, 196)}.eml`
}

/** A whole part may be uuencoded by its Content-Transfer-Encoding. */
function uudecodedPart({ node }: MimePart, content: Buffer): Buffer {
  if (!/^x?-?uu/.test(node.encoding || '')) return content
  return takeUuencoded(content.toString('latin1')).files[0]?.content ?? content
}

/** The first alternative is the plainest, the last the richest (RFC 2046 §5.1.4). */
function alternative(pieces: Piece[]): Piece {
  const plain = pieces.find((piece) => piece.html === null && piece.text.trim() !== '')
  const rich = pieces.findLast((piece) => piece.html !== null)
  return { text: (plain ?? rich)?.text ?? '', html: rich?.html ?? null }
}

function sequence(pieces: Piece[]): Piece {
  const filled = pieces.filter((piece) => piece.text.trim() !== '' || piece.html !== null)
  const text = filled.map((piece) => piece.text).join('\n')
  if (!filled.some((piece) => piece.html !== null)) return { text, html: null }
  return { text, html: filled.map((piece) => piece.html ?? textAsHtml(piece.text)).join('<br>\n') }
}

function textAsHtml(text: string): string {
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
  return `<div>${escaped.replace(/\n/g, '<br>\n')}</div>`
}

/** Some servers put the words of a bounce only into the report part. */
function reportText(attachments: MailAttachment[]): string {
  return attachments
    .filter((file) => file.type === 'message/delivery-status')
    .map((file) => cleanText(decodeText(file.content, null).text))
    .join('\n')
}

function unescapeCid(cid: string): string {
  try {
    return decodeURIComponent(cid.replace(/&amp;/g, '&'))
  } catch {
    return cid
  }
}
