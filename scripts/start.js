import { fileURLToPath } from 'node:url'
import { installAndUseOurNode } from './install.js'
import { readSettings } from './places.js'
import { wrongSetting } from './settings.js'

const began = Number((process.env.KONTOR_STARTED_AT ??= String(Date.now())))
readSettings()
const wrong = wrongSetting(process.env)
if (wrong) {
  console.error(wrong)
  process.exit(2)
}
await installAndUseOurNode(fileURLToPath(import.meta.url), { everything: false })
const { start } = await import('./start_run.js')
process.exit(await start({ began, development: process.argv.includes('--dev') }))
