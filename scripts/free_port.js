import { createServer } from 'node:net'

/** The wanted TCP port if nobody listens there, otherwise the next free one; 0 takes any. */
export async function freePort(wanted = 0, host = '127.0.0.1') {
  for (let port = wanted; port < Math.min(wanted + 50, 65_536); port++) {
    const found = await probe(port, host)
    if (found) return found
  }
  throw new Error(`No free port from ${wanted} on.`)
}

function probe(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, host, () => {
      const { port: taken } = server.address()
      server.close(() => resolve(taken))
    })
  })
}
