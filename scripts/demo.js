import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { backend, dataFolder } from './places.js'
import { writeWhole } from './whole_file.js'

const loginsFile = () => join(dataFolder(), 'demo_logins.json')

/** What fills a new database with the demo; nothing with KONTOR_DEMO=false. */
export function seedDemo(processes, say) {
  if (process.env.KONTOR_DEMO === 'false' || !existsSync(join(backend, 'commands/demo_seed.ts')))
    return undefined
  return async (env) => {
    say('Filling the demo …')
    const printed = await processes.run(
      'demo:seed',
      ['--import=@poppinss/ts-exec', 'bin/console.ts', 'demo:seed', '--json'],
      {
        cwd: backend,
        env: { ...env, HOST: '127.0.0.1', PORT: '3333', APP_URL: 'http://127.0.0.1:3333' },
      }
    )
    const { logins = [] } = JSON.parse(printed.trim().split('\n').at(-1))
    writeWhole(loginsFile(), JSON.stringify(logins))
  }
}

/** [{ title, email, password, path }] as `demo:seed --json` reported them; none without a demo. */
export function demoLogins() {
  return existsSync(loginsFile()) ? JSON.parse(readFileSync(loginsFile(), 'utf8')) : []
}
