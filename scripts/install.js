import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lock, tryLock } from './lock.js'
import { whenParentIsGone } from './parent.js'
import { dataFolder, root } from './places.js'

// Only what Node itself brings: nothing is installed yet when this runs, and it may run on the host's older Node.
const stamp = join(root, 'node_modules', '.kontor-installed')
const windows = process.platform === 'win32'

/**
 * Installs what is missing and continues under our own Node. `everything` adds the tools of tests and checks;
 * an install with them also serves a start. Returns only under Node 24.
 */
export async function installAndUseOurNode(self, { everything }) {
  if (!isInstalled(everything)) await install(everything)
  if (process.versions.node.split('.')[0] === '24') return
  const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  // With a channel, so that the other one notices if this one is killed.
  const child = spawn(node, [self, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  whenParentIsGone(() => child.kill('SIGTERM'))
  process.exit(await ended(child))
}

function isInstalled(everything) {
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  return installed === `${lockHash()} all` || (installed === `${lockHash()} start` && !everything)
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

async function install(everything) {
  const installing = await lock(`${root} install`, () =>
    console.log('Waiting for another installation …')
  )
  try {
    if (isInstalled(everything)) return
    await refuseBesideRunning()
    console.log('Installing …')
    // Said outright, because a machine's own npm settings may say otherwise: our Node comes by an install script.
    const flags = [
      '--ignore-scripts=false',
      '--include=optional',
      everything ? '--include=dev' : '--omit=dev',
    ]
    const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...flags], {
      cwd: root,
      stdio: 'inherit',
      shell: windows,
    })
    const status = await ended(child)
    if (status !== 0) process.exit(status)
    writeFileSync(stamp, `${lockHash()} ${everything ? 'all' : 'start'}`)
  } finally {
    await installing.release()
  }
}

/** An installation begins by deleting what a running Kontor was started from. */
async function refuseBesideRunning() {
  const running = await tryLock(`${dataFolder()} start`)
  if (running.holder) {
    console.error(
      `Packages have to be installed, but Kontor is running: ${running.holder}. Stop it first.`
    )
    process.exit(1)
  }
  await running.release()
}

function ended(child) {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}
