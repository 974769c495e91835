import type { Client } from './client.js'

/** Follows channels until `stop`, collecting messages. */
export async function follow(client: Client, channels: string) {
  const stopping = new AbortController()
  const messages: { channel: string; type: string; detail?: unknown }[] = []
  const response = await fetch(`${client.origin}/live?channels=${encodeURIComponent(channels)}`, {
    headers: { cookie: client.cookieHeader },
    signal: stopping.signal,
  })
  let ended = false
  const reading = (async () => {
    if (!response.body) return
    for await (const chunk of response.body) {
      for (const line of Buffer.from(chunk).toString().split('\n'))
        if (line.startsWith('data: ')) messages.push(JSON.parse(line.slice(6)))
    }
  })()
    .catch(() => {})
    .finally(() => (ended = true))
  const until = async (count: number) => {
    for (let waited = 0; messages.length < count && waited < 4000; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    response,
    messages,
    until,
    ended: () => ended,
    stop: async () => {
      stopping.abort()
      await reading
    },
  }
}
