import { cleanText } from '#mail/charset'
import { type HeaderLine, type ParsedAddress, readableHeader } from '#mail/mime_parts'

export interface MailAddress {
  /** Lower case, without angle brackets */
  address: string
  name: string
}

/** Every header by its lower-case name, decoded, in the order received */
export type MailHeaders = Map<string, string[]>

/** A thread longer than this says nothing more about where a mail belongs. */
const MAX_REFERENCES = 200
const MAX_ADDRESSES = 1000

export function headerMultimap(lines: HeaderLine[]): MailHeaders {
  const headers: MailHeaders = new Map()
  for (const { key, line } of lines) {
    if (key === '') continue
    const values = headers.get(key)
    const value = oneLine(readableHeader(line))
    if (values) values.push(value)
    else headers.set(key, [value])
  }
  return headers
}

/** Text on one line, fit to show and to store */
export function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim()
}

/**
 * Message ids without angle brackets (RFC 5322 §3.6.4), blanks and comments removed. Only the
 * domain is lower case: the left part may differ by case alone.
 */
export function readMessageIds(value: string): string[] {
  const bracketed = [...value.matchAll(/<([^<>]{1,998})>/g)].map((match) => match[1])
  const bare = bracketed.length > 0 ? bracketed : value.replace(/[<>]/g, ' ').split(/[\s,]+/)
  const ids = bare
    .map((id) => id.replace(/\([^()]*\)/g, '').replace(/\s+/g, ''))
    .filter((id) => id !== '' && (bracketed.length > 0 || id.includes('@')))
    .map(withLowerDomain)
  return [...new Set(ids)].slice(-MAX_REFERENCES)
}

function withLowerDomain(id: string): string {
  const at = id.lastIndexOf('@')
  return id.slice(0, at + 1) + id.slice(at + 1).toLowerCase()
}

/** The addresses of a structured header; groups are flattened, what has no `@` is left out. */
export function readAddresses(structured: unknown): MailAddress[] {
  const lists = (Array.isArray(structured) ? structured : [structured]) as {
    value?: ParsedAddress[]
  }[]
  return lists
    .flatMap((list) => list?.value ?? [])
    .flatMap((entry) => (entry.group?.length ? entry.group : [entry]))
    .map(({ address, name }) => ({
      address: cleanText(address ?? '')
        .replace(/[\s<>]/g, '')
        .toLowerCase(),
      name: oneLine(name ?? ''),
    }))
    .filter(({ address }) => /^[^@()\\[\]:;,"]+@[^@():;,"]+$/.test(address))
    .slice(0, MAX_ADDRESSES)
}
