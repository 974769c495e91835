import { LiveStream, type LiveEvent } from './live_stream.ts'

/** One stream for all tabs of this browser: servers and browsers both limit how many there may be. */
const channelsByPort = new Map<MessagePort, string[]>()

const stream = new LiveStream((event: LiveEvent) => {
  for (const [port, channels] of channelsByPort) {
    if (event.kind === 'missed' || channels.includes(event.message.channel)) port.postMessage(event)
  }
})

addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0]
  if (!port) return
  port.onmessage = ({ data }: MessageEvent<string[]>) => {
    if (data.length > 0) channelsByPort.set(port, data)
    else channelsByPort.delete(port)
    stream.follow([...channelsByPort.values()].flat())
  }
})
