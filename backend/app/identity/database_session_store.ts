import type { SessionData, SessionStoreContract } from '@adonisjs/session/types'
import { sql } from '#core/sql'

/** A session that is not used for so long ends. */
export const SESSION_DAYS = 14

/** Use is written down at most this often: otherwise every page that is only read would write to the database. */
const SEEN_EVERY_SECONDS = 600

/** Sessions in the table `sessions`; one of these per request. */
export class DatabaseSessionStore implements SessionStoreContract {
  private seenLately = false

  async read(id: string): Promise<SessionData | null> {
    const [row] = await sql<{ data: string; seen_lately: boolean }>(
      `select data, last_seen_at > now() - make_interval(secs => ?) as seen_lately
       from sessions where id = ? and expires_at > now()`,
      [SEEN_EVERY_SECONDS, id],
      'identity'
    )
    if (!row) return null
    this.seenLately = row.seen_lately
    return JSON.parse(row.data)
  }

  async write(id: string, values: SessionData): Promise<void> {
    await sql(
      `insert into sessions (id, data, expires_at) values (?, ?, now() + make_interval(days => ?))
       on conflict (id) do update
         set data = excluded.data, expires_at = excluded.expires_at, last_seen_at = now()`,
      [id, JSON.stringify(values), SESSION_DAYS],
      'identity'
    )
  }

  async destroy(id: string): Promise<void> {
    await sql('delete from sessions where id = ?', [id], 'identity')
  }

  async touch(id: string): Promise<void> {
    if (this.seenLately) return
    await sql(
      `update sessions set expires_at = now() + make_interval(days => ?), last_seen_at = now() where id = ?`,
      [SESSION_DAYS, id],
      'identity'
    )
  }
}
