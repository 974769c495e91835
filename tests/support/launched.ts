import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the test run itself works with, which a start must not take for its operator's. */
const OWN = /^(DATABASE_|APP_|HOST$|PORT$|NODE_ENV$|LOG_LEVEL$|KONTOR_|npm_)/

/** `npm start` and `npx kontor` in a data folder of their own, without a demo. */
export class Launched {
  private output = ''

  private constructor(
    readonly child: ChildProcess,
    readonly env: NodeJS.ProcessEnv
  ) {}

  static environment(folder: string, port: number): NodeJS.ProcessEnv {
    const foreign = Object.entries(process.env).filter(([name]) => !OWN.test(name))
    return {
      ...Object.fromEntries(foreign),
      KONTOR_DATA_DIR: folder,
      KONTOR_PORT: String(port),
      KONTOR_DEMO: 'false',
    }
  }

  /** `within` is put before the command, as `unshare` wants it. */
  static start(env: NodeJS.ProcessEnv, within: string[] = []): Launched {
    const [program, ...args] = [...within, process.execPath, 'scripts/start.js']
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const launched = new Launched(child, env)
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk) => (launched.output += chunk))
    }
    return launched
  }

  /** The operator’s command line; its status and both outputs. */
  static kontor(env: NodeJS.ProcessEnv, ...args: string[]) {
    return run([process.execPath, 'backend/bin/kontor.js', ...args], env)
  }

  /** The operator's command line on the disks that the launcher was given for itself. */
  kontorInside(...args: string[]) {
    const enter = ['nsenter', `--target=${this.child.pid}`, '--mount', `--wd=${root}`]
    return run([...enter, process.execPath, 'backend/bin/kontor.js', ...args], this.env)
  }

  get said(): string {
    return this.output
  }

  /** The address that it serves at; throws with its output if it ended instead. */
  async ready(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.child.once('message', (message) => resolve((message as { address: string }).address))
      this.child.once('exit', (status) => reject(new Error(`status ${status}: ${this.output}`)))
    })
  }

  /** Ends it with the signal and returns its exit code, or the signal. */
  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal)
    return this.ended()
  }

  async ended(): Promise<number | string> {
    const { child } = this
    if (child.exitCode === null && child.signalCode === null) {
      await new Promise((resolve) => child.once('exit', resolve))
    }
    return child.exitCode ?? child.signalCode!
  }
}

function run([program, ...args]: string[], env: NodeJS.ProcessEnv) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** The running PostgreSQL of a data folder, or null. */
export function postmaster(folder: string): number | null {
  const file = join(folder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

/** Server, worker and builds that were started with this data folder and are still running. */
export function left(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const works = readlinkSync(`/proc/${pid}/exe`).endsWith('node')
        return (
          works &&
          readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`KONTOR_DATA_DIR=${folder}\0`)
        )
      } catch {
        return false
      }
    })
}

/** Waits until `holds`, at most 20 s. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (await holds()) return true
    await sleep(100)
  }
  return false
}
