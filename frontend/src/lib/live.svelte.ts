import { LiveStream, type LiveEvent, type LiveMessage } from './live_stream.ts'

/** Without a message: the line was down and everything may have changed. */
type Listener = (message?: LiveMessage) => void

class Live {
  readonly #listeners = new Map<Listener, string[]>()
  #send: ((channels: string[]) => void) | undefined

  /**
   * Hears what happens on the channels for as long as the calling component lives:
   * `live.listen(() => ['acme/tickets'], () => invalidate('app:tickets'))`.
   */
  listen(channels: () => string[], heard: Listener): void {
    $effect(() => {
      this.#listeners.set(heard, channels())
      this.#follow()
      return () => {
        this.#listeners.delete(heard)
        this.#follow()
      }
    })
  }

  #follow(): void {
    this.#send ??= this.#open()
    this.#send([...this.#listeners.values()].flat())
  }

  #open(): (channels: string[]) => void {
    if (typeof SharedWorker === 'undefined') return this.#openHere()
    const worker = new SharedWorker(new URL('./live_worker.ts', import.meta.url), {
      type: 'module',
      name: 'kontor-live',
    })
    worker.onerror = () => {
      this.#send = this.#openHere()
      this.#follow()
    }
    worker.port.onmessage = ({ data }: MessageEvent<LiveEvent>) => this.#hear(data)
    const send = (channels: string[]) => worker.port.postMessage(channels)
    // A worker is not told when a tab closes or sleeps in the back-forward cache.
    addEventListener('pagehide', () => send([]))
    addEventListener('pageshow', ({ persisted }) => {
      if (!persisted) return
      this.#follow()
      this.#hear({ kind: 'missed' })
    })
    return send
  }

  /** Without a shared worker, as on many phones, each tab has a stream of its own. */
  #openHere(): (channels: string[]) => void {
    const stream = new LiveStream((event) => this.#hear(event))
    return (channels) => stream.follow(channels)
  }

  #hear(event: LiveEvent): void {
    for (const [heard, channels] of this.#listeners) {
      if (event.kind === 'missed') heard()
      else if (channels.includes(event.message.channel)) heard(event.message)
    }
  }
}

export const live = new Live()
