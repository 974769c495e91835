import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  asSuperuser,
  createDatabase,
  databaseEnvironment,
  databaseExists,
  dropDatabase,
  migrationsFolder,
  prepareRoles,
} from '../../scripts/database.js'
import { freePort } from '../../scripts/free_port.js'
import { root } from '../../scripts/places.js'
import { storedSecret, writeWhole } from '../../scripts/whole_file.js'

/** Filled once and kept; every run works on a copy, so that it measures the same as the one before. */
const FILLED = 'kontor_bench'
const COPY = 'kontor_bench_run'

/** What the filled database was made from: a change of it makes it anew. */
const SOURCES = ['migrations/*.sql', 'tests/load/ticket_fixture.js', 'tests/load/bench_tenants.ts']

/** Returns { env, version }: the environment of a server on a fresh copy of the filled database. */
export async function openBenchDatabase(postgres, fill) {
  const passwords = await prepareRoles(postgres)
  const port = await freePort()
  const environment = (name) => ({
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    APP_KEY: storedSecret(join(postgres.home, 'app.key'), 32),
    ...databaseEnvironment(postgres, passwords, name),
  })
  await fillOnce(postgres, environment(FILLED), fill)
  await dropDatabase(postgres, COPY)
  await asSuperuser(postgres, (client) =>
    client.query(`create database ${COPY} owner kontor_owner template ${FILLED} strategy file_copy`)
  )
  const version = () =>
    asSuperuser(postgres, async (client) => {
      const { rows } = await client.query('show server_version')
      return rows[0].server_version
    })
  return { env: environment(COPY), version }
}

async function fillOnce(postgres, env, fill) {
  const stamp = join(postgres.home, 'bench.stamp')
  const wanted = hashOf(SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }).sort()))
  const made = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (made === wanted && (await databaseExists(postgres, FILLED))) return
  console.log('Making 100,000 tickets …')
  rmSync(stamp, { force: true })
  await createDatabase(postgres, FILLED)
  const { migrate } = await import('../../backend/database/migrator.ts')
  await migrate(env.DATABASE_OWNER_URL, migrationsFolder)
  await fill(env)
  await vacuum(postgres)
  writeWhole(stamp, wanted)
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** The state that autovacuum would bring about in the minutes after. */
async function vacuum({ port, password }) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: FILLED,
  })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
