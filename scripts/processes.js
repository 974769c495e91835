import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/** Who ends sooner than this after its start would only do so again. */
const CRASH_LOOP = 10_000
const LEASH = new URL('end_with_launcher.js', import.meta.url).href

/** Thrown by what was still to be started when the stop came. */
export class Stopped extends Error {}

/**
 * The processes of one start: they begin, restart and end together. `failed` rejects when one cannot be kept running;
 * with `patient` (development) that one waits for its next `restart` instead. Who has not ended after `grace`
 * milliseconds is killed.
 */
export class Processes {
  #kept = new Map()
  #children = new Set()
  #stopping = false

  constructor(say, { patient = false, grace = 10_000 } = {}) {
    this.say = say
    this.patient = patient
    this.grace = grace
    this.failed = new Promise((_, reject) => (this.fail = reject))
    // Whoever waits for it hears of it; until then it is no unhandled rejection.
    this.failed.catch(() => {})
  }

  /** Runs a Node program to its end and returns what it printed; throws with all of its output if it fails. */
  async run(name, args, options) {
    const child = this.#spawn(args, {
      ...options,
      env: { ...(options.env ?? process.env), NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    let printed = ''
    let output = ''
    child.stdout.on('data', (chunk) => {
      printed += chunk
      output += chunk
    })
    child.stderr.on('data', (chunk) => (output += chunk))
    const status = await ended(child, 'close')
    if (this.#stopping) throw new Stopped()
    if (status !== 0) throw new Error(`${name} failed (${status}):\n${output.trim()}`)
    return printed
  }

  /**
   * Starts a process of ours and keeps it running: if it ends by itself it is started again. Resolves with the first
   * thing that it sends over its channel, which says that it is ready.
   */
  keep(name, args, options) {
    return new Promise((resolve, reject) => {
      const kept = { begin: () => this.#begin(name, kept, { args, options, resolve, reject }) }
      this.#kept.set(name, kept)
      kept.begin()
    })
  }

  /** Ends a kept process, so that it starts again with what was changed. */
  restart(name) {
    const kept = this.#kept.get(name)
    if (!running(kept.child)) return kept.begin()
    kept.replaced = true
    kept.child.kill('SIGTERM')
  }

  /** Ends all of them, gently at first. */
  async stop() {
    this.#stopping = true
    const children = [...this.#children]
    for (const child of children) child.kill('SIGTERM')
    await Promise.race([
      Promise.all(children.map((child) => ended(child))),
      sleep(this.grace, undefined, { ref: false }),
    ])
    for (const child of this.#children) child.kill('SIGKILL')
  }

  async #begin(name, kept, { args, options, resolve, reject }) {
    const since = Date.now()
    kept.replaced = false
    try {
      kept.child = this.#spawn(args, { ...options, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    } catch (error) {
      return reject(error)
    }
    kept.child.on('message', resolve)
    const status = await ended(kept.child)
    if (this.#stopping) return reject(new Stopped())
    if (kept.replaced) return kept.begin()
    const problem = new Error(`The ${name} ended (${status}).`)
    reject(problem)
    if (Date.now() - since > CRASH_LOOP) {
      this.say(`${problem.message} Starting it again.`)
      kept.begin()
    } else if (this.patient) this.say(`${problem.message} It starts again after the next change.`)
    else this.fail(problem)
  }

  #spawn(args, options) {
    if (this.#stopping) throw new Stopped()
    const child = spawn(process.execPath, ['--import', LEASH, ...args], options)
    this.#children.add(child)
    ended(child).then(() => this.#children.delete(child))
    return child
  }
}

const running = (child) => child.exitCode === null && child.signalCode === null

/** `close` comes when all output was read, but never after a disconnect of ours. */
function ended(child, event = 'exit') {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on(event, (code, signal) => resolve(code ?? signal))
  })
}
