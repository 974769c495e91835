import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lock } from './lock.js'
import { frontend, root } from './places.js'

const SOURCES = [
  'src/**/*',
  'static/**/*',
  'messages/*',
  'project.inlang/settings.json',
  '*.ts',
  'package.json',
]
/** Made by the build itself. */
const GENERATED = 'src/lib/paraglide/'

/** Inside the build: the next one removes it first, so an unfinished build is never taken for a whole one. */
const stamp = join(frontend, 'build', '.sources')

/**
 * Builds the frontend if it is older than its sources. It needs no generated client: of the backend it takes types
 * only, and the build erases these.
 */
export async function buildFrontend(processes, say) {
  if (isBuilt()) return
  const building = await lock(`${frontend} build`, () =>
    say('Waiting for another build of the frontend …')
  )
  try {
    if (isBuilt()) return
    say('Building the frontend …')
    const sources = sourcesHash()
    await processes.run(
      'vite build',
      [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      {
        cwd: frontend,
        env: { ...process.env, NODE_ENV: 'production' },
      }
    )
    writeFileSync(stamp, sources)
  } finally {
    await building.release()
  }
}

function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash()
}

/** Over contents, not times: a checkout or a copy changes those. */
function sourcesHash() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const file of globSync(SOURCES, { cwd: frontend }).sort()) {
    if (file.startsWith(GENERATED) || !statSync(join(frontend, file)).isFile()) continue
    hash.update(`\0${file}\0`).update(readFileSync(join(frontend, file)))
  }
  return hash.digest('hex')
}
