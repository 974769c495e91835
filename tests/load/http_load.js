import http from 'node:http'

/** Sends one of the requests over a connection that stays open. Throws on any answer that is no success. */
export function httpLoad(origin, requests, clients) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients })
  const perform = (index) =>
    new Promise((resolve, reject) => {
      const { method, path, headers, body } = requests[index % requests.length]
      const request = http.request(
        new URL(path, origin),
        { method, headers, agent },
        (response) => {
          const chunks = []
          response.on('data', (chunk) => chunks.push(chunk))
          response.on('end', () => {
            if (response.statusCode < 300) return resolve()
            reject(
              new Error(
                `${method} ${path} answered ${response.statusCode}: ${Buffer.concat(chunks)}`
              )
            )
          })
        }
      )
      request.on('error', reject)
      request.end(body)
    })
  return { perform, close: async () => agent.destroy() }
}
