import { fileURLToPath } from 'node:url'
import { installAndUseOurNode } from './install.js'
import { readSettings } from './places.js'

const began = Number((process.env.KONTOR_STARTED_AT ??= String(Date.now())))
readSettings()
await installAndUseOurNode(fileURLToPath(import.meta.url), { everything: false })
const { start } = await import('./start_run.js')
process.exit(await start({ began, development: process.argv.includes('--dev') }))
