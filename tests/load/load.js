import { closedLoop } from './closed_loop.js'
import { httpLoad } from './http_load.js'
import { rawLoad } from './raw_load.js'

/** The process that makes the load, apart from the one that bears it. Its parent sends a job, it sends back figures. */
process.on(
  'message',
  async ({ kind, clients, seconds, target, requests, transactions, firstNumber }) => {
    const load =
      kind === 'http'
        ? httpLoad(target, requests, clients)
        : await rawLoad(target, transactions, clients, firstNumber)
    try {
      process.send(await closedLoop({ clients, seconds, perform: load.perform }))
    } catch (error) {
      process.send({ error: error.stack })
    } finally {
      await load.close()
    }
  }
)
process.on('disconnect', () => process.exit())
