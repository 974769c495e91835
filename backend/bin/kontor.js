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
const { wrongSetting } = await import('../../scripts/settings.js')

readSettings()
const [command, ...rest] = asked(process.argv.slice(2))
const serving = command === 'serve'
const wrong = wrongSetting(process.env) ?? (serving && rest[0] && `serve does not know ${rest[0]}.`)
if (wrong) fail(wrong, 2)

// The operator's own database is migrated when the operator says so; the embedded one always fits the code.
const migrating = command !== 'migrate' && !process.env.DATABASE_URL
let runtime
try {
  runtime = await prepareRuntime({ migrating, say: (line) => console.error(line) })
} catch (error) {
  fail(explain(error, dataFolder()), 1)
}
const child = spawn(
  process.execPath,
  [
    '--import=@poppinss/ts-exec',
    ...(serving ? ['bin/server.ts', ...rest] : ['bin/console.ts', command, ...rest]),
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

/** `help` alone lists the commands, `help <command>` explains one. */
function asked(words) {
  if (words[0] === 'help') words = words[1] ? [words[1], '--help'] : ['list']
  return words.length > 0 ? words : ['list']
}

/** One sentence, or with --json one object on the last line, as our commands answer. */
function fail(sentence, code) {
  if (rest.includes('--json')) console.log(JSON.stringify({ failed: 1, error: sentence }))
  else console.error(sentence)
  process.exit(code)
}
