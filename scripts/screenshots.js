import { fileURLToPath } from 'node:url'
import { installAndUseOurNode } from './install.js'

await installAndUseOurNode(fileURLToPath(import.meta.url), { everything: true })
const { takeScreenshots } = await import('./screenshots_run.js')
process.exit(await takeScreenshots(process.argv.slice(2)))
