import { fileURLToPath } from 'node:url'
import { installAndUseOurNode } from './install.js'

await installAndUseOurNode(fileURLToPath(import.meta.url), { everything: true })
const { bench } = await import('../tests/load/bench_run.js')
process.exit(await bench(process.argv.slice(2)))
