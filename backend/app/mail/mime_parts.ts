import { MailParser } from 'mailparser'
import { decodeText } from '#mail/charset'
import type { Transform } from 'node:stream'

/** More parts than this are an attack or a defect, not correspondence; depth cannot exceed it. */
const MAX_PARTS = 500
/** The largest header block of one part, in bytes */
export const MAX_HEADER_BYTES = 512 * 1024

/** One header line as received, one character per byte, folding kept. */
export interface HeaderLine {
  key: string
  line: string
}

export interface ParsedAddress {
  address?: string
  name: string
  group?: ParsedAddress[]
}

/** A node of the MIME tree; leaves carry the decoded bytes of their body. */
export interface MimePart {
  contentType: string | false
  headers: Map<string, unknown>
  children?: MimePart[]
  node: {
    filename: string | false
    charset: string | false
    disposition: string | false
    encoding: string | false
    flowed: boolean
    delSp?: boolean
  }
}

interface StreamedLeaf {
  type: 'attachment'
  contentType: string
  headers: Map<string, unknown>
  content: NodeJS.ReadableStream
  release: () => void
}

/** What mailparser 3.9 has and its types do not tell; the corpus test guards it. */
interface ParserInside extends Transform {
  tree: MimePart | false
  textTypes: string[]
  libmime: { decodeWords(text: string): string; detectExtension(type: string): string }
  processHeaders(lines: HeaderLine[]): Map<string, unknown>
  createNode(node: MimePart['node']): MimePart
}
const Parser = MailParser as unknown as new (options: Record<string, unknown>) => ParserInside

/** A mailparser that hands out every leaf as bytes, so that charsets are ours to decide. */
class PartParser extends Parser {
  constructor() {
    super({ ignoreEmbedded: true, maxChildNodes: MAX_PARTS, maxHeadSize: MAX_HEADER_BYTES })
    this.textTypes = []
  }

  processHeaders(lines: HeaderLine[]): Map<string, unknown> {
    return super.processHeaders(
      lines.map(({ key, line }) => ({ key, line: withoutInnerComments(utf8Line(line)) }))
    )
  }

  createNode(node: MimePart['node']): MimePart {
    // Seen in the wild: `quoted printable`, `7bit;`, `"base64"`.
    if (node.encoding) {
      const encoding = node.encoding.replace(/["';]/g, '').trim().replace(/\s+/g, '-')
      node.encoding = encoding === 'base-64' ? 'base64' : encoding
    }
    return super.createNode(node)
  }
}

export interface MimeMail {
  root: MimePart
  lines: HeaderLine[]
  contents: Map<MimePart['headers'], { type: string; content: Buffer }>
}

/**
 * Takes a mail apart. Rejects where the MIME structure breaks a limit or the parser fails; the
 * caller then shows the text as it is.
 */
export function readParts(bytes: Buffer): Promise<MimeMail> {
  const parser = new PartParser()
  const contents: MimeMail['contents'] = new Map()
  let lines: HeaderLine[] = []
  return new Promise((resolve, reject) => {
    parser.on('headerLines', (found: HeaderLine[]) => (lines = found))
    parser.on('data', (leaf: StreamedLeaf | { type: 'text' }) => {
      if (leaf.type !== 'attachment') return
      const chunks: Buffer[] = []
      leaf.content.on('data', (chunk: Buffer) => chunks.push(chunk))
      leaf.content.on('error', reject)
      leaf.content.on('end', () => {
        contents.set(leaf.headers, { type: leaf.contentType, content: Buffer.concat(chunks) })
        leaf.release()
      })
    })
    parser.on('end', () =>
      parser.tree ? resolve({ root: parser.tree, lines, contents }) : reject(new Error('no part'))
    )
    parser.on('error', reject)
    parser.on('close', () => reject(new Error('closed early')))
    parser.end(withPlainSender(bytes))
  })
}

/** `From : kim@…` is an obsolete but lawful first header; mailparser takes it for an mbox line. */
function withPlainSender(bytes: Buffer): Buffer {
  const found = /^From +(?=:)/i.exec(bytes.toString('latin1', 0, 40))
  return found ? Buffer.concat([Buffer.from('From'), bytes.subarray(found[0].length)]) : bytes
}

/** Splits a header block without any MIME: what is left when `readParts` fails. */
export function readHeaderLines(block: string): HeaderLine[] {
  return block
    .replace(/^From (?! *:)[^\n]*\n/, '')
    .split(/\r?\n(?![ \t])/)
    .map((line) => ({ key: (/^([^\s:]+)\s*:/.exec(line)?.[1] ?? '').toLowerCase(), line }))
    .filter(({ key }) => key !== '')
}

/** Structured values (addresses, subject) of header lines, read as mailparser reads them. */
export function structuredHeaders(lines: HeaderLine[]): Map<string, unknown> {
  return new PartParser().processHeaders(lines)
}

const { libmime } = new PartParser()

/** Encoded words (RFC 2047) made readable; raw 8-bit headers are read as UTF-8 or Windows-1252. */
export function readableHeader(line: string): string {
  const text = Buffer.from(utf8Line(line), 'latin1').toString()
  const value = text
    .slice(text.indexOf(':') + 1)
    .replace(/\r?\n[ \t]*/g, ' ')
    .trim()
  try {
    return value.includes('=?') ? libmime.decodeWords(value) : value
  } catch {
    return value
  }
}

/** `pdf` for `application/pdf`, `bin` for what has no usual ending */
export function usualEnding(type: string): string {
  return libmime.detectExtension(type) || 'bin'
}

/** RFC 6532 asks for UTF-8 in headers; older programs write their own code page. */
function utf8Line(line: string): string {
  if (!/[\x80-\xff]/.test(line)) return line
  return Buffer.from(decodeText(Buffer.from(line, 'latin1'), null).text).toString('latin1')
}

/**
 * Obsolete but lawful: comments and blanks inside an address, `<pete(his account)@silly . test>`
 * (RFC 5322 §4.4), which mailparser takes for parts of it.
 */
function withoutInnerComments(line: string): string {
  if (!/^(from|to|cc|reply-to|sender)\s*:/i.test(line)) return line
  const inner = [...line.matchAll(/<([^<>]*)>/g)].map((match) => match[1])
  if (!inner.some((address) => /[\s(]/.test(address))) return line
  let depth = 0
  let quoted = false
  let bare = ''
  for (const part of line.match(/\\[\s\S]|[()"]|[^\\()"]+|\\$/g) ?? []) {
    if (part === '"' && depth === 0) quoted = !quoted
    if (part === '(' && !quoted) depth += 1
    if (depth === 0) bare += part
    if (part === ')' && depth > 0) depth -= 1
  }
  return bare.replace(/<([^<>"]*)>/g, (_, address: string) => `<${address.replace(/\s+/g, '')}>`)
}
