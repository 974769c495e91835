import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'

const sessions = () => db.connection('identity').from('sessions')

/**
 * Starts a session for a person: a new id (against fixation), and the row that "your sessions" shows. The framework
 * writes its own columns of the row when the request ends.
 * @param owner a user's id, or `portal:<login id>`
 */
export async function startSession(
  { request, session }: HttpContext,
  owner: string,
  values: Record<string, string>
) {
  session.regenerate()
  for (const [key, value] of Object.entries(values)) session.put(key, value)
  await db.connection('identity').rawQuery(
    `insert into sessions (id, data, user_id, kind, expires_at, address, user_agent)
     values (?, '{}', ?, ?, now() + interval '14 days', ?, ?)
     on conflict (id) do update set user_id = excluded.user_id, kind = excluded.kind`,
    [
      session.sessionId,
      owner,
      owner.startsWith('portal:') ? 'portal' : 'staff',
      request.ip(),
      request.header('user-agent', '')!.slice(0, 300),
    ]
  )
}

export async function endSession({ session }: HttpContext): Promise<void> {
  await sessions().where('id', session.sessionId).delete()
  session.clear()
  session.regenerate()
}

/** Ends the owner's sessions, all or all but one, and returns how many there were. */
export async function endSessionsOf(owner: string, except?: string): Promise<number> {
  const query = sessions().where('user_id', owner)
  if (except) query.whereNot('id', except)
  return Number(await query.delete())
}

export interface OpenSession {
  id: string
  current: boolean
  address: string | null
  userAgent: string | null
  createdAt: string
  /** to the ten minutes: use is written down no more often */
  lastSeenAt: string
}

/** The id that leaves is the last part of the real one: enough to name it, useless to enter. */
const publicId = (id: string) => id.slice(-12)

/** This one first, then what was used last. */
export async function listSessions(owner: string, currentId: string): Promise<OpenSession[]> {
  const rows = await sessions()
    .where('user_id', owner)
    .whereRaw('expires_at > now()')
    .orderByRaw('id = ? desc, last_seen_at desc, id', [currentId])
    .limit(100)
  return rows.map((row) => ({
    id: publicId(row.id),
    current: row.id === currentId,
    address: row.address,
    userAgent: row.user_agent,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  }))
}

/** Ends one session of the owner; returns false if there is none with that public id. */
export async function endListedSession(owner: string, id: string): Promise<boolean> {
  const ended = await sessions()
    .where('user_id', owner)
    .whereRaw('right(id, 12) = ?', [id])
    .delete()
  return Number(ended) > 0
}
