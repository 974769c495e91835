import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Only what Node itself brings: nothing is installed yet when this runs.
const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'node_modules', '.kontor-installed')

/**
 * Installs what is missing and continues under our own Node. `everything` adds the tools of tests and checks;
 * an install with them also serves a start. Returns only under Node 24.
 */
export function installAndUseOurNode(self, { everything }) {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (installed !== `${lock} all` && !(installed === `${lock} start` && !everything)) {
    console.log('Installing …')
    const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...(everything ? [] : ['--omit=dev'])]
    const result = spawnSync('npm', flags, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
    if (result.status !== 0) process.exit(result.status ?? 1)
    writeFileSync(stamp, `${lock} ${everything ? 'all' : 'start'}`)
  }
  if (process.versions.node.split('.')[0] === '24') return
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const result = spawnSync(node, [self, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(result.status ?? (result.signal === 'SIGINT' ? 130 : 1))
}
