import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './runtime.js'
import { asSuperuser, createDatabase, databaseEnvironment, migrationsFolder, prepareRoles } from './database.js'
import { freePort, startEmbeddedPostgres } from './embedded_postgres.js'

const TEMPLATE = 'kontor_template'
/** Suites whose tests watch the whole relay, the timers or the machine: one process of their own, after the others. */
const ALONE = ['tests/consumers/', 'tests/e2e/', 'tests/services/']

/** Runs every spec file (or those whose path holds one of `filters`), split over processes with a database each. */
export async function runTests(filters) {
  const files = globSync('tests/**/*.spec.ts', { cwd: root })
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .sort()
  if (files.length === 0) {
    console.error(`No test file matches ${filters.join(', ')}.`)
    return 2
  }
  generateCode()
  const folder = join(process.env.KONTOR_DATA_DIR ?? join(root, '.kontor'), 'test')
  mkdirSync(folder, { recursive: true })
  // Nothing in a test's database outlives the run: durability would only cost time.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const server = await startEmbeddedPostgres(folder, { settings, say: console.log })
  try {
    const passwords = await prepareRoles(server)
    await makeTemplate(server, passwords)
    const total = { passed: 0, failed: 0, skipped: [] }
    const beside = files.filter((file) => !ALONE.some((folderName) => file.startsWith(folderName)))
    const alone = ALONE.map((folderName) => files.filter((file) => file.startsWith(folderName))).filter((group) => group.length > 0)
    await Promise.all(split(beside, Math.min(availableParallelism(), 4)).map((group, index) => runGroup(server, passwords, `kontor_test_${index}`, group, total)))
    for (const [index, group] of alone.entries()) await runGroup(server, passwords, `kontor_alone_${index}`, group, total)
    return report(total)
  } finally {
    await server.close()
  }
}

/** Types and registries that are made from the sources; the backend's tests import none, the frontend's build does. */
function generateCode() {
  if (existsSync(join(root, 'backend/.adonisjs/server/controllers.ts'))) return
  spawnSync(process.execPath, ['ace.js', 'codegen'], { cwd: join(root, 'backend'), env: { ...process.env, ...PLACEHOLDERS }, stdio: 'ignore' })
}

/** Booting the application for code generation connects to nothing. */
export const PLACEHOLDERS = {
  NODE_ENV: 'development', HOST: '127.0.0.1', PORT: '3333', APP_URL: 'http://127.0.0.1:3333', LOG_LEVEL: 'silent',
  APP_KEY: 'only-for-generating-code-00000000', DATABASE_URL: 'postgres://none', DATABASE_IDENTITY_URL: 'postgres://none', DATABASE_RELAY_URL: 'postgres://none',
}

async function makeTemplate(server, passwords) {
  const { migrate } = await import('../backend/database/migrator.ts')
  await asSuperuser(server, 'postgres', async (client) => {
    const { rows } = await client.query(`select datname from pg_database where datname like 'kontor%'`)
    for (const { datname } of rows) await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`)
  })
  await createDatabase(server, TEMPLATE)
  await migrate(databaseEnvironment(server, passwords, TEMPLATE).DATABASE_OWNER_URL, migrationsFolder)
}

/** Round robin over the sorted names, so that the slow files of one folder are shared out. */
function split(files, parts) {
  const groups = Array.from({ length: Math.min(parts, files.length) }, () => [])
  files.forEach((file, index) => groups[index % groups.length].push(file))
  return groups
}

async function runGroup(server, passwords, database, files, total) {
  await createDatabase(server, database, { template: TEMPLATE })
  const port = await freePort()
  const child = spawn(process.execPath, ['--import=@poppinss/ts-exec', 'tests/run.ts', ...files], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...databaseEnvironment(server, passwords, database),
      NODE_ENV: 'test', LOG_LEVEL: 'fatal', HOST: '127.0.0.1', PORT: String(port), APP_URL: `http://127.0.0.1:${port}`,
      APP_KEY: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url'), KONTOR_CLOCK: 'true', KONTOR_DEMO: 'true',
    },
  })
  let errors = ''
  child.stderr.on('data', (chunk) => (errors = (errors + chunk).slice(-20_000)))
  const before = total.passed + total.failed
  for await (const line of createInterface({ input: child.stdout })) count(line, total)
  const status = await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)))
  if (errors) console.error(errors)
  if (status !== 0 && total.failed === 0 || total.passed + total.failed === before) {
    total.failed++
    console.error(`The process of ${files.join(', ')} ended with ${status} before its tests were done.`)
  }
}

function count(line, total) {
  let event
  try {
    event = JSON.parse(line)
  } catch {
    console.log(line)
    return
  }
  if (event.event === 'group:start') total.group = event.title
  const title = `${total.group ? `${total.group}: ` : ''}${event.title?.expanded ?? event.title}`
  if (event.isSkipped || event.isTodo) total.skipped.push(`${title}: ${event.skipReason ?? 'no reason given'}`)
  else if (event.errors?.length > 0) {
    total.failed++
    console.log(`\n✖ ${event.relativePath ?? ''} ${title}`)
    for (const { error, phase } of event.errors) {
      console.log(`  [${phase}] ${error?.stack ?? error?.message ?? JSON.stringify(error)}`)
      if (error && 'expected' in error) console.log(`  expected ${JSON.stringify(error.expected)}\n  actual   ${JSON.stringify(error.actual)}`)
    }
  } else if (event.event === 'test:end') total.passed++
}

function report({ passed, failed, skipped }) {
  console.log('')
  for (const line of skipped) console.log(`skipped: ${line}`)
  console.log(`${passed} passed, ${failed} failed${skipped.length ? `, ${skipped.length} skipped` : ''}`)
  return failed === 0 && !(process.env.KONTOR_REQUIRE_SERVICES && skipped.some((line) => line.includes('service'))) ? 0 : 1
}
