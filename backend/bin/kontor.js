#!/usr/bin/env node
// `npx kontor <command>`: the operator's command line, under our own Node and with the database in use.
import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const self = fileURLToPath(import.meta.url)
if (process.versions.node.split('.')[0] !== '24') {
  const node = join(
    dirname(createRequire(import.meta.url).resolve('node/package.json')),
    'bin',
    'node'
  )
  const { status } = spawnSync(node, [self, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(status ?? 1)
}

const { explain } = await import('../../scripts/explain.js')
const { backend, dataFolder, readSettings } = await import('../../scripts/places.js')
const { prepareRuntime } = await import('../../scripts/runtime.js')

readSettings()
const [command, ...rest] = process.argv.slice(2)
const serving = command === 'serve'
// The operator's own database is migrated when the operator says so; the embedded one always fits the code.
const migrating = command !== 'migrate' && !process.env.DATABASE_URL
let runtime
try {
  runtime = await prepareRuntime({ migrating, say: (line) => console.error(line) })
} catch (error) {
  console.error(explain(error, dataFolder()))
  process.exit(1)
}
const child = spawn(
  process.execPath,
  [
    '--import=@poppinss/ts-exec',
    ...(serving ? ['bin/server.ts', ...rest] : ['bin/console.ts', command ?? 'list', ...rest]),
  ],
  {
    cwd: backend,
    stdio: 'inherit',
    env: {
      HOST: '127.0.0.1',
      PORT: '3333',
      APP_URL: 'http://127.0.0.1:3333',
      ...runtime.env,
      // Paths that the operator typed are relative to where he stands. In a workspace npx runs us at its top instead.
      KONTOR_CALLED_FROM:
        (process.env.npm_lifecycle_event === 'npx' && process.env.INIT_CWD) || process.cwd(),
    },
  }
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
const status = await new Promise((resolve) =>
  child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
)
await runtime.close()
process.exit(status)
