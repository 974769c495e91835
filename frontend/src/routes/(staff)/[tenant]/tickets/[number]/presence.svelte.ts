import { SvelteMap } from 'svelte/reactivity'
import { api } from '#lib/api.ts'
import type { LiveMessage } from '#lib/live_stream.ts'
import { session } from '#lib/session.svelte.ts'

type State = 'reading' | 'typing' | 'gone'

interface Other {
  name: string
  state: State
  until: number
}

const HELLO = 1_200
const AGAIN = 20_000
/** Whose browser was closed without a word is gone after two missed rounds. */
const FORGET = 45_000
const STILL_TYPING = 6_000

/** Who else has this ticket open, and who is writing. */
export class Presence {
  readonly others = new SvelteMap<string, Other>()
  #state: State = 'reading'
  #typedAt = 0

  constructor(
    private readonly tenant: () => string,
    private readonly number: () => number
  ) {}

  /** For as long as the ticket is open; returns what says goodbye. */
  stay(): () => void {
    const [tenant, number] = [this.tenant(), this.number()]
    // Those who answer are heard only when the live stream stands.
    const hello = setTimeout(() => this.#tell(tenant, number, this.#state), HELLO)
    const timer = setInterval(() => {
      if (this.#state === 'typing' && Date.now() - this.#typedAt > STILL_TYPING)
        this.#state = 'reading'
      this.#tell(tenant, number, this.#state)
      for (const [id, { until }] of this.others) if (until < Date.now()) this.others.delete(id)
    }, AGAIN)
    const leave = () => this.#tell(tenant, number, 'gone')
    addEventListener('pagehide', leave)
    return () => {
      clearTimeout(hello)
      clearInterval(timer)
      removeEventListener('pagehide', leave)
      leave()
      this.others.clear()
    }
  }

  typing(): void {
    const began = this.#state !== 'typing' || Date.now() - this.#typedAt > STILL_TYPING
    this.#state = 'typing'
    this.#typedAt = Date.now()
    if (began) this.#tell(this.tenant(), this.number(), 'typing')
  }

  stopped(): void {
    if (this.#state !== 'typing') return
    this.#state = 'reading'
    this.#tell(this.tenant(), this.number(), 'reading')
  }

  hear({ detail }: LiveMessage): void {
    if (!detail) return
    const id = String(detail.memberId)
    if (id === session.member.id) return
    if (detail.state === 'gone') {
      this.others.delete(id)
      return
    }
    const unknown = !this.others.has(id)
    this.others.set(id, {
      name: String(detail.name),
      state: detail.state as State,
      until: Date.now() + FORGET,
    })
    // Whoever comes later has not heard of me yet.
    if (unknown) this.#tell(this.tenant(), this.number(), this.#state)
  }

  #tell(tenant: string, number: number, state: State): void {
    const call = api.put('/api/:tenant/tickets/:number/presence', {
      params: { tenant, number },
      body: { state },
    })
    call.catch(() => {})
  }
}
