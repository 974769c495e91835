import { fileURLToPath } from 'node:url'
import { installAndUseOurNode } from './install.js'

await installAndUseOurNode(fileURLToPath(import.meta.url), { everything: true })
const { runTests } = await import('./test_run.js')
process.exit(await runTests(process.argv.slice(2)))
