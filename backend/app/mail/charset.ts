import iconv from 'iconv-lite'

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true })
/** Escape sequences that open two-byte text in ISO-2022-JP (RFC 1468) */
const JAPANESE_ESCAPE = /\x1b(?:\$[@B]|\(J)/
/** Declared by senders that did not look at what they wrote: the bytes decide */
const VAGUE = new Set(['', 'ascii', 'us-ascii', 'ansi_x3.4-1968', 'utf-8', 'utf8'])

export interface DecodedText {
  text: string
  /** True when the declared charset is not known or does not fit the bytes */
  guessed: boolean
}

/**
 * Makes text of bytes in any charset a mail may name. An unknown or wrong label never fails: UTF-8
 * is tried, then Windows-1252, which gives a character for every byte.
 */
export function decodeText(bytes: Buffer, charset: string | null): DecodedText {
  const label = (charset ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
  if (VAGUE.has(label)) {
    if (JAPANESE_ESCAPE.test(bytes.toString('latin1'))) {
      return { text: decodeAs(bytes, 'iso-2022-jp') ?? guess(bytes), guessed: true }
    }
    const text = strictUtf8(bytes)
    return text === null ? { text: guess(bytes), guessed: true } : { text, guessed: false }
  }
  const declared = decodeAs(bytes, label)
  if (declared !== null && !declared.includes('\ufffd')) return { text: declared, guessed: false }
  const text = strictUtf8(bytes) ?? declared ?? guess(bytes)
  return { text, guessed: true }
}

function decodeAs(bytes: Buffer, label: string): string | null {
  // Web browsers read every Latin-1 label as Windows-1252, and mail programs write it so.
  if (/^(iso[-_]?8859-?1|latin-?1|windows-1252|cp-?1252)$/.test(label)) return guess(bytes)
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return iconv.encodingExists(label) ? iconv.decode(bytes, label) : null
  }
}

function strictUtf8(bytes: Buffer): string | null {
  try {
    return STRICT_UTF8.decode(bytes)
  } catch {
    return null
  }
}

function guess(bytes: Buffer): string {
  return strictUtf8(bytes) ?? iconv.decode(bytes, 'windows-1252')
}

/**
 * Text that PostgreSQL, JSON and a screen can take: no NUL or other control characters (tab and
 * line feed stay), no lone surrogates, line feeds only, composed (NFC).
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g, '')
    .toWellFormed()
    .normalize('NFC')
}
