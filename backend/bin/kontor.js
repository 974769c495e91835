#!/usr/bin/env node
// `npx kontor <command>`: the operator's command line, under our own Node and with the database in use.
import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const self = fileURLToPath(import.meta.url)
if (process.versions.node.split('.')[0] !== '24') {
  const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node')
  const result = spawnSync(node, [self, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(result.status ?? 1)
}

const { prepareRuntime } = await import('../../scripts/runtime.js')
const [command, ...rest] = process.argv.slice(2)
const runtime = await prepareRuntime({ say: (line) => console.error(line) })
const backend = fileURLToPath(new URL('..', import.meta.url))
const script = command === 'serve' ? 'bin/server.ts' : 'bin/console.ts'
const child = spawn(
  process.execPath,
  ['--import=@poppinss/ts-exec', script, ...(command === 'serve' ? rest : process.argv.slice(2))],
  {
    cwd: backend,
    stdio: 'inherit',
    env: {
      HOST: '127.0.0.1',
      PORT: '3333',
      APP_URL: 'http://127.0.0.1:3333',
      ...runtime.env,
      // Paths that the operator typed are relative to where he stands, not to the backend's folder.
      KONTOR_CALLED_FROM: process.env.INIT_CWD ?? process.cwd(),
    },
  }
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
const status = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
// Only who started the database stops it: beside a running `npm start` it was taken over.
if (runtime.embedded && !runtime.server.adopted) await runtime.close()
process.exit(status)
