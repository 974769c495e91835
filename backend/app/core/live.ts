import type { RecordedEvent } from '#core/events'
import { sql } from '#core/sql'

/** What travels from worker to serve: names and ids, never values. */
export interface Notice {
  tenant: string
  type: string
  subjectType: string
  subjectId: string
  accountId: string | null
  /** of a ticket: who may not see the queue hears nothing of it */
  queueId: string | null
  /** what is only said and nowhere stored, e.g. who is typing */
  detail?: Record<string, string | boolean>
}

/** Name of the PostgreSQL channel between worker and serve. */
export const LIVE_CHANNEL = 'kontor_live'

/** Tells every `serve`, when the transaction commits. */
export async function tell(notice: Omit<Notice, 'tenant'>): Promise<void> {
  await sql(
    `select pg_notify(?, (?::jsonb || jsonb_build_object('tenant', app.tenant_id()))::text)`,
    [LIVE_CHANNEL, JSON.stringify(notice)]
  )
}

/** The same from beside every transaction of a tenant: what the bus itself has to say. */
export async function tellFromRelay(notice: Notice): Promise<void> {
  await sql('select pg_notify(?, ?)', [LIVE_CHANNEL, JSON.stringify(notice)], 'relay')
}

export const noticeOf = (event: RecordedEvent, queueId: string | null): Omit<Notice, 'tenant'> => ({
  type: event.type,
  subjectType: event.subjectType,
  subjectId: event.subjectId,
  accountId: event.accountId,
  queueId,
})

/** Who follows a stream, as far as channels ask. */
export interface Follower {
  can(action: string, type: string): boolean
  hiddenQueueIds: string[]
}

export interface Channel {
  /** the part before the colon: `ticket` of `ticket:<id>` */
  name: string
  /** Asked once, inside the tenant, before the stream begins. A channel without one cannot be registered. */
  authorize(follower: Follower, id: string): Promise<boolean> | boolean
  matches(notice: Notice, id: string): boolean
}

const channels = new Map<string, Channel>()

export function registerChannels(...added: Channel[]): void {
  for (const channel of added) channels.set(channel.name, channel)
}

export const channelNamed = (name: string): Channel | undefined => channels.get(name)
