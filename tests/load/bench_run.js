import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../scripts/embedded_postgres.js'
import { lock } from '../../scripts/lock.js'
import { dataFolder, root } from '../../scripts/places.js'
import { openBenchDatabase } from './bench_database.js'
import { BenchProcesses } from './bench_processes.js'
import { figuresOf, pooled } from './figures.js'
import { requestsToOpen } from './opening.js'
import { report } from './report.js'

export const CLIENTS = 32
const TENANTS = 10
const TICKETS = 100_000
const WARM_UP_SECONDS = 3
const SECONDS = Number(process.env.BENCH_SECONDS ?? 6)
/** Raw and server take turns, so that a machine that is busy for a while is so for both. */
const TURNS = 2

/**
 * Measures, prints the table, writes docs/benchmarks.md. Returns the exit code: 1 where a goal was missed.
 * `only` names some of the actions: then nothing is written and nothing is missed.
 */
export async function bench(only = []) {
  const [before] = loadavg()
  const folder = join(dataFolder(), 'bench')
  const running = await lock(`${folder} run`, () => console.log('Waiting for another benchmark …'))
  mkdirSync(folder, { recursive: true })
  const postgres = await startEmbeddedPostgres(folder, { say: console.log })
  const processes = new BenchProcesses()
  try {
    const database = await openBenchDatabase(postgres, (env) =>
      processes.prepare(env, TENANTS, TICKETS / TENANTS)
    )
    const all = await processes.prepare(database.env, TENANTS, TICKETS / TENANTS)
    const actions = all.filter(({ name }) => only.length === 0 || only.includes(name))
    await processes.startServer(database.env)
    const opening = await requestsToOpen(database.env.APP_URL, all[0].requests[0])
    const results = []
    for (const action of actions) results.push(await measure(processes, database, action))
    const { text, missed } = report({
      results,
      opening,
      before,
      postgres: await database.version(),
    })
    console.log(text)
    if (only.length > 0) return 0
    writeFileSync(join(root, 'docs', 'benchmarks.md'), text)
    return missed ? 1 : 0
  } finally {
    await processes.close()
    await postgres.close()
    await running.release()
  }
}

async function measure(processes, database, { name, requests, transactions }) {
  const raw = { kind: 'raw', target: database.env.DATABASE_URL, transactions }
  const http = { kind: 'http', target: database.env.APP_URL, requests }
  const runs = { raw: [], http: [] }
  for (const job of [raw, http])
    await processes.load({ ...job, clients: CLIENTS, seconds: WARM_UP_SECONDS })
  for (let turn = 0; turn < TURNS; turn++) {
    for (const job of [raw, http]) {
      runs[job.kind].push(await processes.load({ ...job, clients: CLIENTS, seconds: SECONDS }))
    }
  }
  const result = { name, raw: figuresOf(pooled(runs.raw)), http: figuresOf(pooled(runs.http)) }
  console.log(name, result)
  return result
}
