import { watch } from 'node:fs'
import { join } from 'node:path'
import { codegen } from './code_generation.js'
import { migrationsFolder } from './database.js'
import { freePort } from './free_port.js'
import { backend, frontend, root } from './places.js'

const PAUSE = 150
const BACKEND_SOURCE =
  /^(app|bin|commands|config|database|providers|resources|start)\/.*\.(ts|json)$/

/** Pages from Vite with hot reload, and a backend that starts again when its sources change. Returns Vite's address. */
export async function develop(processes, env, say) {
  const port = await freePort(5173)
  await processes.keep('pages', [join(root, 'scripts/vite_server.js'), String(port)], {
    cwd: frontend,
    env: { ...env, NODE_ENV: 'development' },
  })
  generate(processes, say)
  const restart = debounced(() => {
    say('Changed: the backend starts again.')
    generate(processes, say)
    for (const name of ['server', 'worker']) processes.restart(name)
  })
  watch(backend, { recursive: true }, (_, file) => file && BACKEND_SOURCE.test(file) && restart())
  const migrate = debounced(async () => {
    const { migrate } = await import('../backend/database/migrator.ts')
    await migrate(env.DATABASE_OWNER_URL, migrationsFolder, (name) =>
      say(`Migrated ${name}`)
    ).catch((error) => say(error.message))
  })
  watch(migrationsFolder, migrate)
  return `http://127.0.0.1:${port}`
}

/** The types of the routes that the frontend sees. */
function generate(processes, say) {
  processes
    .run('codegen', codegen.args, { cwd: backend, env: codegen.env() })
    .catch((error) => say(error.message))
}

function debounced(work) {
  let timer
  return () => {
    clearTimeout(timer)
    timer = setTimeout(work, PAUSE)
  }
}
