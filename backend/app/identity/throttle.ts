import { setTimeout as sleep } from 'node:timers/promises'
import { DomainError } from '#core/errors'
import { sql } from '#core/sql'
import { networkOf } from '#core/trusted_proxies'

/**
 * The rule is in docs/decisions/0011: who guesses is stopped, and nobody can stop another by guessing. Counters go
 * through the identity connection, so that they survive the refusal.
 */
export interface Attempt {
  /** whose password is asked for; it need not exist */
  account: string
  address: string
  /** set if this device has signed in to this account before */
  device: string | null
}

const WINDOW_SECONDS = 900
/** Failures of one account at one address, or at one known device. */
const PAIR_LIMIT = 8
/** Failures of one address with any accounts; beyond it strangers wait. */
const ADDRESS_LIMIT = 50
const WAIT_MILLISECONDS = 2000
/** Failures of one account at any unknown devices. */
const ACCOUNT_LIMIT = 100
const ACCOUNT_SECONDS = 3600

/** Mails with a link to one account that one address may ask for. */
const ASKED_LIMIT = 8
/** Mails with a link to one account; the time is that of the shortest-lived link, so one of them always works. */
const MAIL_LIMIT = 10
const MAIL_SECONDS = 1800

/**
 * Checks a password within the limits. The attempt counts before the check, because many at once are many.
 * @throws too_many_attempts (429) for this account at this address or device; sign_in_paused (429) for a device that
 * the account does not know, while many guess at it; and what `check` throws
 */
export async function withinLimits<T>(
  { account, address, device }: Attempt,
  check: () => Promise<T>
): Promise<T> {
  const network = networkOf(address)
  const own = device ? `sign-in:${account}:device:${device}` : `sign-in:${account}:at:${network}`
  const everywhere = `sign-in:${account}`
  const here = `sign-in-at:${network}`
  refuseAbove(PAIR_LIMIT, await count(own, WINDOW_SECONDS))
  if (!device) {
    if ((await points(everywhere)) >= ACCOUNT_LIMIT) throw new DomainError('sign_in_paused', 429)
    if ((await points(here)) >= ADDRESS_LIMIT) await sleep(WAIT_MILLISECONDS)
  }
  try {
    const result = await check()
    await sql('delete from throttles where key = ?', [own], 'identity')
    return result
  } catch (error) {
    if (!device) {
      await count(everywhere, ACCOUNT_SECONDS)
      await count(here, WINDOW_SECONDS)
    }
    throw error
  }
}

/**
 * Whether a mail with a link may go to the account. Has counters of its own: who asks for links cannot use up the
 * attempts to sign in. @throws too_many_attempts (429) for this account at this address
 */
export async function mayMailLink(account: string, address: string): Promise<boolean> {
  const network = networkOf(address)
  refuseAbove(ASKED_LIMIT, await count(`link:${account}:at:${network}`, WINDOW_SECONDS))
  const { points: asked } = await count(`link-at:${network}`, WINDOW_SECONDS)
  if (asked > ADDRESS_LIMIT) await sleep(WAIT_MILLISECONDS)
  return (await count(`link:${account}`, MAIL_SECONDS)).points <= MAIL_LIMIT
}

interface Counter {
  points: number
  minutes: number
}

function refuseAbove(limit: number, { points, minutes }: Counter): void {
  if (points > limit) throw new DomainError('too_many_attempts', 429, { minutes })
}

/** One point more. The window begins with the first and is not lengthened by the others. */
async function count(key: string, seconds: number): Promise<Counter> {
  const [counter] = await sql<Counter>(
    `insert into throttles (key, points, expires_at) values (?, 1, now() + make_interval(secs => ?))
     on conflict (key) do update set
       points = case when throttles.expires_at > now() then throttles.points + 1 else 1 end,
       expires_at = case when throttles.expires_at > now() then throttles.expires_at else excluded.expires_at end
     returning points, greatest(1, ceil(extract(epoch from expires_at - now()) / 60))::int as minutes`,
    [key, seconds],
    'identity'
  )
  return counter
}

async function points(key: string): Promise<number> {
  const [row] = await sql<{ points: number }>(
    'select points from throttles where key = ? and expires_at > now()',
    [key],
    'identity'
  )
  return row?.points ?? 0
}
