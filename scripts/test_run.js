import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { globSync, mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import {
  asSuperuser,
  createDatabase,
  databaseEnvironment,
  migrationsFolder,
  prepareRoles,
} from './database.js'
import { startEmbeddedPostgres } from './embedded_postgres.js'
import { buildFrontend } from './frontend_build.js'
import { freePort } from './free_port.js'
import { lock } from './lock.js'
import { dataFolder, root } from './places.js'
import { Processes } from './processes.js'
import { TestResults } from './test_results.js'

const TEMPLATE = 'kontor_template'
/** Suites whose tests watch the whole relay, the timers or the machine: one process of their own, after the others. */
const ALONE = ['tests/consumers/', 'tests/e2e/', 'tests/services/']

/** Tests that see the built frontend; built once before them. */
const WITH_PAGES = ['tests/e2e/', 'tests/services/start']

/** Nothing in a test's database outlives the run: durability would only cost time. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Runs every spec file (or those whose path holds one of `filters`), split over processes with a database each. */
export async function runTests(filters) {
  const files = globSync('tests/**/*.spec.ts', { cwd: root })
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
  if (files.length === 0) {
    console.error(`No test file matches ${filters.join(', ')}.`)
    return 2
  }
  const folder = join(dataFolder(), 'test')
  const running = await lock(`${folder} run`, (holder) =>
    console.log(`Waiting for another test run (${holder}) …`)
  )
  mkdirSync(folder, { recursive: true })
  const server = await startEmbeddedPostgres(folder, { settings: SETTINGS, say: console.log })
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => server.close().finally(() => process.exit(130)))
  try {
    const passwords = await prepareRoles(server)
    await makeTemplate(server, passwords)
    const results = new TestResults({
      requireServices: Boolean(process.env.KONTOR_REQUIRE_SERVICES),
    })
    const run = (database, group) => runGroup(server, passwords, database, group, results)
    if (files.some((file) => WITH_PAGES.some((start) => file.startsWith(start))))
      await buildPages(results)
    const groups = split(files.filter((file) => !ALONE.some((suite) => file.startsWith(suite))))
    await Promise.all(groups.map((group, index) => run(`kontor_test_${index}`, group)))
    for (const [index, suite] of ALONE.entries()) {
      const group = files.filter((file) => file.startsWith(suite))
      if (group.length > 0) await run(`kontor_alone_${index}`, group)
    }
    return results.report()
  } finally {
    await server.close()
    await running.release()
  }
}

async function buildPages(results) {
  const processes = new Processes(console.log)
  await buildFrontend(processes, console.log).catch((error) =>
    results.fail('frontend', 'The frontend could not be built', [
      { phase: 'build', message: error.message },
    ])
  )
}

async function makeTemplate(server, passwords) {
  const { migrate } = await import('../backend/database/migrator.ts')
  await asSuperuser(server, async (client) => {
    const { rows } = await client.query(
      `select datname from pg_database where datname like 'kontor%'`
    )
    for (const { datname } of rows)
      await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`)
  })
  await createDatabase(server, TEMPLATE)
  await migrate(
    databaseEnvironment(server, passwords, TEMPLATE).DATABASE_OWNER_URL,
    migrationsFolder
  )
}

/** Round robin over the sorted names, so that the slow files of one folder are shared out. */
function split(files) {
  const parts = Math.min(availableParallelism(), 4, files.length)
  const groups = Array.from({ length: parts }, () => [])
  files.forEach((file, index) => groups[index % parts].push(file))
  return groups
}

async function runGroup(server, passwords, database, files, results) {
  await createDatabase(server, database, { template: TEMPLATE })
  const port = await freePort()
  const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'tests/run.ts', ...files], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...databaseEnvironment(server, passwords, database),
      NODE_ENV: 'test',
      LOG_LEVEL: 'fatal',
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_URL: `http://127.0.0.1:${port}`,
      APP_KEY: randomBytes(32).toString('base64url'),
      KONTOR_CLOCK: 'true',
      KONTOR_DEMO: 'true',
    },
  })
  const ended = new Promise((resolve) =>
    child.on('exit', (code, signal) => resolve(code ?? signal))
  )
  let errors = ''
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-20_000)))
  const failedBefore = results.failed
  const silent = new Set(files)
  for await (const line of createInterface({ input: child.stdout }))
    silent.delete(results.count(line))
  const status = await ended
  if (errors) console.error(errors)
  // A process that died on the way, or a file that could not be loaded, must not look like fewer tests.
  for (const file of silent)
    results.fail(file, 'No test of this file ran', [{ phase: 'run', message: `status ${status}` }])
  if (status !== 0 && results.failed === failedBefore) {
    results.fail(database, `The process ended with ${status}`, [
      { phase: 'run', message: files.join(' ') },
    ])
  }
}
