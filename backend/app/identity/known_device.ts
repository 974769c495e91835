import { createHash, randomBytes } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'

const COOKIE = 'kontor_device'
/** People who share a browser; the one who signed in longest ago is forgotten first. */
const MOST_ACCOUNTS = 20

interface Device {
  id: string
  /** digests: a cookie need not tell who works here */
  accounts: string[]
}

const digest = (account: string) => createHash('sha256').update(account).digest('hex').slice(0, 24)

/**
 * The device's name if it has signed in to this account before, else null. The cookie is encrypted and opens nothing:
 * it only says whose failures are counted apart from those of strangers (OWASP, "Slow Down Online Guessing Attacks
 * with Device Cookies").
 */
export function knownDevice({ request }: HttpContext, account: string): string | null {
  const device: Device | null = request.encryptedCookie(COOKIE) ?? null
  return device?.accounts.includes(digest(account)) ? device.id : null
}

/** Whoever came in by password or by a mailed link is known at this device from then on. */
export function rememberDevice({ request, response }: HttpContext, account: string): void {
  const known: Device | null = request.encryptedCookie(COOKIE) ?? null
  const device: Device = {
    id: known?.id ?? randomBytes(12).toString('base64url'),
    accounts: [...new Set([digest(account), ...(known?.accounts ?? [])])].slice(0, MOST_ACCOUNTS),
  }
  response.encryptedCookie(COOKIE, device, { maxAge: '1y' })
}
