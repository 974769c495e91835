import { createHmac, timingSafeEqual } from 'node:crypto'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
/** 80 bits: beyond guessing through a mail server, short enough for a local part of 64 (RFC 5321) */
const SIGNATURE_BYTES = 10
const TAG = /[+]t(\d{1,10})\.([a-z2-7]{16})@/

/**
 * The tag that leads an answer to its ticket: `t1042.<signature>`, for use after `+` in one of our
 * addresses. `secret` is the tenant's own, so a tag of one tenant means nothing to another.
 */
export function signedTag(ticketNumber: number, secret: string): string {
  return `t${ticketNumber}.${base32(signature(ticketNumber, secret))}`
}

/** `support@example.de` becomes `support+t1042.<signature>@example.de` */
export function taggedAddress(mailbox: string, ticketNumber: number, secret: string): string {
  const at = mailbox.lastIndexOf('@')
  return `${mailbox.slice(0, at)}+${signedTag(ticketNumber, secret)}${mailbox.slice(at)}`
}

/** The ticket number of a tagged address whose signature is ours, else null. Case is ignored. */
export function readTag(address: string, secret: string): number | null {
  const found = TAG.exec(address.toLowerCase())
  if (!found) return null
  const number = Number(found[1])
  const expected = Buffer.from(base32(signature(number, secret)))
  return timingSafeEqual(expected, Buffer.from(found[2])) ? number : null
}

export function looksTagged(address: string): boolean {
  return TAG.test(address.toLowerCase())
}

function signature(ticketNumber: number, secret: string): Buffer {
  const mac = createHmac('sha256', secret).update(`ticket-tag:${ticketNumber}`).digest()
  return mac.subarray(0, SIGNATURE_BYTES)
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[parseInt(five, 2)]).join('')
}
