import { globSync } from 'node:fs'
import { join } from 'node:path'
import { availableParallelism } from 'node:os'
import { checkSchema } from './check_schema.js'
import { codegen } from './code_generation.js'
import { buildFrontend } from './frontend_build.js'
import { backend, frontend, root } from './places.js'
import { Processes } from './processes.js'

const processes = new Processes(console.log)
const module = (path) => join(root, 'node_modules', path)
const tool =
  (path, args, cwd = root) =>
  (name) =>
    processes.run(name, [module(path), ...args], { cwd })

/** Sources whose imports the rules of .dependency-cruiser.js are about. */
const CRUISED = [
  'backend/app',
  'backend/bin',
  'backend/commands',
  'backend/config',
  'backend/providers',
  'backend/start',
  'frontend/src',
]

/** In the order in which they begin; `after` names what a tool reads from another one. */
const TOOLS = [
  { name: 'frontend build', run: () => buildFrontend(processes, () => {}) },
  {
    name: 'codegen',
    run: (name) => processes.run(name, codegen.args, { cwd: backend, env: codegen.env() }),
  },
  {
    name: 'tsc backend',
    after: ['codegen'],
    run: tool('typescript/bin/tsc', ['--noEmit', '-p', 'backend']),
  },
  { name: 'eslint', run: tool('eslint/bin/eslint.js', ['.', '--max-warnings', '0']) },
  { name: 'schema.ts', run: () => checkSchema(processes) },
  {
    name: 'tsc tests',
    after: ['codegen'],
    run: tool('typescript/bin/tsc', ['--noEmit', '-p', '.']),
  },
  {
    name: 'svelte-check',
    after: ['codegen', 'frontend build'],
    run: tool(
      'svelte-check/bin/svelte-check',
      ['--fail-on-warnings', '--output', 'human'],
      frontend
    ),
  },
  {
    name: 'prettier',
    run: tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  },
  {
    name: 'module order',
    run: (name) => {
      const folders = [...CRUISED, ...globSync('integrations/*/src', { cwd: root })]
      const args = ['--config', '.dependency-cruiser.js', '--output-type', 'err', ...folders]
      return tool('dependency-cruiser/bin/dependency-cruiser.mjs', args)(name)
    },
  },
  {
    name: 'knip',
    after: ['frontend build'],
    run: tool('knip/bin/knip.js', ['--no-config-hints', '--no-progress']),
  },
]

/** Runs every tool, as many at once as there are cores, then prints what failed. Returns the exit code. */
export async function check() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => processes.stop().then(() => process.exit(130)))
  const waiting = [...TOOLS]
  const done = new Map()
  const lane = async () => {
    for (;;) {
      const next = waiting.find(({ after = [] }) => after.every((name) => done.has(name)))
      if (next) {
        waiting.splice(waiting.indexOf(next), 1)
        const run = measure(next)
        running.add(run)
        done.set(next.name, await run)
        running.delete(run)
      } else if (waiting.length === 0) return
      else await Promise.race(running)
    }
  }
  const running = new Set()
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, lane))
  const failures = [...done].filter(([, problem]) => problem)
  for (const [name, problem] of failures) console.log(`\n✖ ${name}\n${problem}`)
  console.log(
    failures.length === 0
      ? '\nAll checks passed.'
      : `\n${failures.length} of ${TOOLS.length} checks failed.`
  )
  return failures.length === 0 ? 0 : 1
}

/** '' or what is wrong. */
async function measure({ name, run }) {
  const began = performance.now()
  let problem = ''
  try {
    await run(name)
  } catch (error) {
    problem = error.message
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${problem ? '✖' : '✔'} ${name.padEnd(16)} ${seconds.padStart(6)} s`)
  return problem
}
