import db from '@adonisjs/lucid/services/db'
import { DomainError } from '#core/errors'

/**
 * Failed sign-ins are counted per address and account together, and per address alone. A stranger who guesses at an
 * account from one address locks himself out, never the account's owner, who comes from another.
 */
const LIMITS = [
  {
    key: (account: string, address: string) => `sign-in:${account}:${address}`,
    points: 8,
    seconds: 900,
  },
  { key: (_account: string, address: string) => `sign-in:${address}`, points: 50, seconds: 900 },
]

/** @throws too_many_attempts (429) while a counter is over its limit */
export async function refuseThrottled(account: string, address: string): Promise<void> {
  for (const limit of LIMITS) {
    const row = await db
      .connection('identity')
      .from('throttles')
      .where('key', limit.key(account, address))
      .whereRaw('expires_at > now()')
      .first()
    if (row && row.points >= limit.points) {
      const minutes = Math.max(1, Math.ceil((row.expires_at.getTime() - Date.now()) / 60_000))
      throw new DomainError('too_many_attempts', 429, { minutes })
    }
  }
}

/** Counts a failure. Goes through the identity connection, so that it survives the refusal. */
export async function countFailure(account: string, address: string): Promise<void> {
  for (const limit of LIMITS) {
    await db.connection('identity').rawQuery(
      `insert into throttles (key, points, expires_at) values (?, 1, now() + make_interval(secs => ?))
       on conflict (key) do update set
         points = case when throttles.expires_at > now() then throttles.points + 1 else 1 end,
         expires_at = case when throttles.expires_at > now() then throttles.expires_at else excluded.expires_at end`,
      [limit.key(account, address), limit.seconds]
    )
  }
}

export async function forgetFailures(account: string, address: string): Promise<void> {
  await db
    .connection('identity')
    .from('throttles')
    .where('key', LIMITS[0].key(account, address))
    .delete()
}
