import pg from 'pg'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import { DomainError } from '#core/errors'
import { LIVE_CHANNEL, type Notice } from '#core/live'

/** `missed`: the connection was away, so anything may have changed. */
type Listener = (notice: Notice | 'missed') => void

/**
 * One listening connection a process, shared by all streams. When it breaks it is made anew, and every stream is told
 * to reload everything: what was said meanwhile is lost, and the screen must not miss it.
 */
class LiveHub {
  private listeners = new Set<Listener>()
  private client: pg.Client | null = null
  private starting: Promise<void> | null = null
  private stopped = false

  async listen(listener: Listener): Promise<() => void> {
    if (this.stopped) throw new DomainError('busy', 503)
    this.starting ??= this.connect()
    await this.starting
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  get size(): number {
    return this.listeners.size
  }

  /** Ends every stream: an open one would keep a stopping server alive. */
  async close(): Promise<void> {
    this.stopped = true
    this.tellAll('missed')
    this.listeners.clear()
    await this.client?.end().catch(() => {})
    this.client = null
    this.starting = null
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: env.get('DATABASE_RELAY_URL') })
    client.on('notification', ({ payload }) => this.tellAll(JSON.parse(payload ?? '{}')))
    client.on('error', (error) => logger.warn({ err: error }, 'the live connection broke'))
    client.on('end', () => {
      this.client = null
      if (!this.stopped) this.starting = this.reconnect()
    })
    await client.connect()
    await client.query(`listen ${LIVE_CHANNEL}`)
    this.client = client
  }

  private async reconnect(): Promise<void> {
    for (let seconds = 1; !this.stopped; seconds = Math.min(seconds * 2, 30)) {
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
      try {
        await this.connect()
        this.tellAll('missed')
        return
      } catch (error) {
        logger.warn({ err: error }, 'the live connection is still away')
      }
    }
  }

  private tellAll(notice: Notice | 'missed'): void {
    for (const listener of this.listeners) listener(notice)
  }
}

export const liveHub = new LiveHub()
