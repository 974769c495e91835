import { fileURLToPath } from 'node:url'
import { installAndUseOurNode } from './install.js'

await installAndUseOurNode(fileURLToPath(import.meta.url), { everything: true })
const { check } = await import('./check_run.js')
process.exit(await check())
