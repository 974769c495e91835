import { type ParsedMail, parseMail } from '../../../backend/app/mail/parse_mail.js'

/** A raw mail with usual headers; `headers` replace or add, an empty value removes. */
export function rawMail(headers: Record<string, string> = {}, body = 'Guten Tag\r\n'): Buffer {
  const all: Record<string, string> = {
    'From': 'Kim Muster <kim@kunde.example>',
    'To': 'support@msp.example',
    'Subject': 'Drucker geht nicht',
    'Date': 'Mon, 03 Feb 2025 14:32:11 +0100',
    'Message-ID': '<a1@kunde.example>',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  }
  const lines = Object.entries(all).filter(([, value]) => value !== '')
  return Buffer.from(
    `${lines.map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n${body}`
  )
}

export function mail(headers: Record<string, string> = {}, body?: string): Promise<ParsedMail> {
  return parseMail(rawMail(headers, body))
}

/** Parts of a multipart body, each with its own header lines. */
export function multipart(boundary: string, parts: string[]): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}`).join('\r\n')}\r\n--${boundary}--\r\n`
}
