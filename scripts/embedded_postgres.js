import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free_port.js'
import { lock } from './lock.js'
import { findBinaries, initialise, preparePlace } from './postgres_setup.js'
import { storedSecret } from './whole_file.js'

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_buffers: '256MB',
  unix_socket_directories: '',
  log_min_messages: 'warning',
  timezone: 'UTC',
}

/** Any constant does: everyone who uses the server holds this advisory lock, shared, in the database postgres. */
const PRESENCE = 7_266_116

/** What the server says when the one before it, killed, has not let go yet, or when somebody took the port meanwhile. */
const PASSING =
  /pre-existing shared memory block|could not bind|could not create any TCP\/IP sockets/

const PATIENCE = 120_000

/**
 * Starts the embedded PostgreSQL in `folder`, or joins the one that is running there already: beside another command,
 * or left over because its launcher was killed. The last to close it stops it.
 * Returns { port, password, home, lost, close }: `password` is that of the superuser `postgres`, who only creates roles
 * and databases; `lost` resolves when the server went away without having been closed.
 */
export async function startEmbeddedPostgres(folder, { settings = {}, port, say = () => {} } = {}) {
  const place = preparePlace(folder, say)
  const password = storedSecret(join(place.home, 'postgres.password'))
  const starting = await lock(`${place.data} starting`)
  try {
    const { server, presence } = await startOrJoin(place, password, settings, port)
    return { port: server.port, password, home: place.home, ...watch(presence, server, place) }
  } finally {
    await starting.release()
  }
}

async function startOrJoin(place, password, settings, port) {
  const deadline = Date.now() + PATIENCE
  let launched
  while (Date.now() < deadline) {
    const running = runningServer(place.data)
    if (!running && launched?.ended !== null) {
      if (launched && !PASSING.test(launched.ended))
        throw new Error(`PostgreSQL did not start:\n${launched.ended}`)
      if (launched) await sleep(500)
      launched = await launch(place, password, settings, port)
    }
    const server = running ?? launched
    const presence = await connect(server, password)
    if (presence) return { server, presence }
    await sleep(25)
  }
  throw new Error(
    `PostgreSQL was not ready within two minutes: see ${join(place.home, 'postgres.log')}.`
  )
}

async function launch(place, password, settings, wantedPort) {
  const binaries = findBinaries(place)
  if (!existsSync(join(place.data, 'PG_VERSION'))) initialise(binaries.initdb, place, password)
  dropForeignStatus(place.data)
  const port = wantedPort ?? (await freePort())
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const logFile = join(place.home, 'postgres.log')
  const log = openSync(logFile, 'w', 0o600)
  // Detached: a Ctrl-C in the terminal is for the launcher, which stops the server after those who use it.
  const child = spawn(binaries.postgres, ['-D', place.data, '-p', String(port), ...flags], {
    ...place.run,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const server = { port, pid: child.pid, ended: null }
  child.on('error', (error) => (server.ended = error.message))
  child.on('exit', () => (server.ended = readFileSync(logFile, 'utf8').slice(-4000)))
  child.unref()
  return server
}

/** A connection that says "in use", or null while the server is starting, recovering or about to stop. */
async function connect(server, password) {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'postgres',
    password,
    database: 'postgres',
  })
  // A lost connection is told by `end`; without a listener it would end this process.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE])
    return client
  } catch (error) {
    await client.end().catch(() => {})
    if (error.code?.startsWith('28')) throw error
    return null
  }
}

function watch(presence, server, place) {
  let closing = false
  let connected = true
  const lost = new Promise((resolve) => {
    presence.on('end', () => {
      connected = false
      if (!closing) resolve()
    })
  })
  async function close() {
    if (closing) return
    closing = true
    const stopping = await lock(`${place.data} starting`)
    try {
      const last = connected && (await isLast(presence))
      await presence.end().catch(() => {})
      if (last) await stopServer(server.pid)
    } finally {
      await stopping.release()
    }
  }
  return { lost, close }
}

async function isLast(presence) {
  try {
    await presence.query('select pg_advisory_unlock_shared($1)', [PRESENCE])
    const { rows } = await presence.query('select pg_try_advisory_lock($1) as last', [PRESENCE])
    return rows[0].last
  } catch {
    return false
  }
}

/** Fast shutdown: SIGINT ends sessions, writes a checkpoint and leaves nothing to recover. */
async function stopServer(pid) {
  if (!alive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 30_000 && alive(pid); waited += 25) await sleep(25)
}

/** What postmaster.pid says, if that process is alive: its first line is the process, its fourth the port. */
function runningServer(data) {
  const lines = status(data)
  const pid = Number(lines[0])
  return pid > 0 && alive(pid) && isServerOf(data, pid) ? { pid, port: Number(lines[3]) } : null
}

/** After a reboot the number in it may belong to another program of ours, which PostgreSQL would take for a server. */
function dropForeignStatus(data) {
  const pid = Number(status(data)[0])
  if (pid > 0 && alive(pid)) rmSync(join(data, 'postmaster.pid'))
}

function status(data) {
  const file = join(data, 'postmaster.pid')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : ['']
}

function isServerOf(data, pid) {
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(data)
  } catch {
    return false
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
