export interface LiveMessage {
  channel: string
  type: string
  id: string
  /** What is only said and nowhere stored: who is typing. */
  detail?: Record<string, string | boolean>
}

/** `missed`: the line was down, so anything may have changed. */
export type LiveEvent = { kind: 'message'; message: LiveMessage } | { kind: 'missed' }

const SETTLE = 60
const FIRST_RETRY = 2_000
const LAST_RETRY = 60_000

/** One event stream that follows a changing set of channels. Runs in the shared worker or in the page. */
export class LiveStream {
  #source: EventSource | undefined
  #wanted = ''
  #retry = FIRST_RETRY
  #timer: ReturnType<typeof setTimeout> | undefined
  #down = false
  readonly #tell: (event: LiveEvent) => void

  constructor(tell: (event: LiveEvent) => void) {
    this.#tell = tell
  }

  follow(channels: Iterable<string>): void {
    const wanted = [...new Set(channels)].sort().join(',')
    if (wanted === this.#wanted) return
    this.#wanted = wanted
    this.#schedule(SETTLE)
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#connect(), delay)
  }

  #connect(): void {
    const previous = this.#source
    if (this.#wanted === '') {
      previous?.close()
      this.#source = undefined
      return
    }
    const source = new EventSource(`/live?channels=${encodeURIComponent(this.#wanted)}`)
    this.#source = source
    source.onopen = () => {
      // The old stream ends only now: a message twice does no harm, a lost one does.
      previous?.close()
      this.#retry = FIRST_RETRY
      if (this.#down) this.#tell({ kind: 'missed' })
      this.#down = false
    }
    source.onmessage = ({ data }) =>
      this.#tell({ kind: 'message', message: JSON.parse(data as string) as LiveMessage })
    source.onerror = () => {
      this.#down = true
      // The browser tries again by itself unless the server refused the stream.
      if (source.readyState !== EventSource.CLOSED || source !== this.#source) return
      previous?.close()
      this.#schedule(this.#retry)
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY)
    }
  }
}
