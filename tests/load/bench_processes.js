import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { backend, root } from '../../scripts/places.js'

const TYPESCRIPT = '--import=@poppinss/ts-exec'

/** The server that bears the load and the process that makes it. */
export class BenchProcesses {
  #children = []
  #firstNumber = 1_000_000

  /** Fills what is missing and returns the actions with their requests and statements. */
  async prepare(env, tenants, tickets) {
    const child = this.#spawn(
      [TYPESCRIPT, 'tests/load/prepare.ts', String(tenants), String(tickets)],
      { cwd: root, env }
    )
    const gone = once(child, 'exit')
    const actions = await answerOf(child, Array.isArray)
    await gone
    return actions
  }

  /** BENCH_NODE_FLAGS, e.g. --cpu-prof, are the server's. */
  async startServer(env) {
    const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? []
    const child = this.#spawn([...flags, TYPESCRIPT, 'bin/server.ts'], { cwd: backend, env })
    await answerOf(child, (message) => message === 'ready')
  }

  /** One run of the load: durations in milliseconds. Raw tickets get numbers that the server never reaches. */
  async load(job) {
    const child = this.#spawn([fileURLToPath(new URL('load.js', import.meta.url))], {
      env: process.env,
    })
    const answer = answerOf(child, () => true)
    child.send({ ...job, firstNumber: (this.#firstNumber += 1_000_000) })
    const result = await answer
    child.disconnect()
    if (result.error) throw new Error(result.error)
    return result
  }

  async close() {
    const running = this.#children.filter(
      (child) => child.exitCode === null && child.signalCode === null
    )
    for (const child of running) {
      child.kill('SIGTERM')
      // An open channel would keep its process alive.
      if (child.connected) child.disconnect()
    }
    await Promise.all(running.map((child) => once(child, 'exit')))
  }

  #spawn(args, options) {
    const child = spawn(process.execPath, args, {
      ...options,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#children.push(child)
    return child
  }
}

/** The message of a child that is meant (the framework sends some of its own); rejects if it ends without one. */
function answerOf(child, isMeant) {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => isMeant(message) && resolve(message))
    child.once('exit', (code, signal) =>
      reject(new Error(`A process of the benchmark ended (${code ?? signal}).`))
    )
  })
}
