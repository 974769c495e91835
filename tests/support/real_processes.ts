import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const backend = fileURLToPath(new URL('../../backend', import.meta.url))
const PROGRAMS = { server: ['bin/server.ts'], worker: ['bin/console.ts', 'work'] }

export type Kept = keyof typeof PROGRAMS

interface Running {
  child: ChildProcess
  /** the application_name of its database connections */
  connections: string
}

/**
 * Server, worker and commands as processes of their own on the database of this test run. They are killed, never
 * asked to end: one that ends by itself is a failure, told by `deaths`.
 */
export class RealProcesses {
  readonly deaths: string[] = []
  private running = new Map<string, Running>()
  private up = new Map<Kept, PromiseWithResolvers<void>>()

  private constructor(
    private env: NodeJS.ProcessEnv,
    private database: pg.Client
  ) {}

  static async create(env: Record<string, string>): Promise<RealProcesses> {
    const database = new pg.Client(process.env.DATABASE_OWNER_URL)
    await database.connect()
    const own = { NODE_ENV: 'production', LOG_LEVEL: 'error', ...env }
    return new RealProcesses({ ...process.env, ...own }, database)
  }

  start(name: Kept): void {
    const up = this.up.get(name) ?? this.awaited(name)
    const { child } = this.spawn(name, PROGRAMS[name])
    child.on('message', (message) => message === 'ready' && up.resolve())
    child.on('exit', (status, signal) => {
      if (signal !== 'SIGKILL') up.reject(new Error(`The ${name} ended with ${status ?? signal}.`))
    })
  }

  /** Resolves when the process, or the one that replaces a killed one, has started. */
  ready = (name: Kept): Promise<void> => this.up.get(name)!.promise

  /** Runs a command to its end, or until it is killed. */
  async command(name: string, args: string[]): Promise<void> {
    await once(this.spawn(name, ['bin/console.ts', ...args]).child, 'exit')
  }

  /** SIGKILL; then waits until the database has noticed, because what was under way may still be committed. */
  async kill(name: string): Promise<void> {
    const { child, connections } = this.running.get(name)!
    if (this.up.has(name as Kept)) this.awaited(name as Kept)
    if (child.exitCode === null) {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    }
    for (;;) {
      const { rows } = await this.database.query(
        'select from pg_stat_activity where application_name = $1',
        [connections]
      )
      if (rows.length === 0) return
      await sleep(5)
    }
  }

  async close(): Promise<void> {
    for (const { child } of this.running.values()) child.kill('SIGKILL')
    await this.database.end()
  }

  private awaited(name: Kept): PromiseWithResolvers<void> {
    const up = Promise.withResolvers<void>()
    // Whoever waits hears of it, and so does `deaths`.
    up.promise.catch(() => {})
    this.up.set(name, up)
    return up
  }

  private spawn(name: string, args: string[]): Running {
    const connections = `${name}-${randomUUID()}`
    const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', ...args], {
      cwd: backend,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...this.env, PGAPPNAME: connections },
    })
    let said = ''
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk) => (said = (said + chunk).slice(-4000)))
    }
    child.on('exit', (status, signal) => {
      if (signal === 'SIGKILL' || (status === 0 && !(name in PROGRAMS))) return
      this.deaths.push(`${name} ended with ${status ?? signal}: ${said}`)
    })
    this.running.set(name, { child, connections })
    return { child, connections }
  }
}
