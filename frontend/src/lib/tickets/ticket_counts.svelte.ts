import { api } from '../api.ts'
import { count } from '../format.ts'
import { frame } from '../frame/frame.svelte.ts'
import type { AnswerOf } from '../api_types.ts'

type Counts = AnswerOf<'GET', '/api/:tenant/ticket-counts'>['data']
export type CountedView = keyof Counts

/** Above this the API stops counting. */
const COUNTED = 1000
const SELDOM = 10_000

/** How many tickets wait in each view. Asked at most every ten seconds, however often something happens. */
class TicketCounts {
  #counts = $state.raw<Counts>()
  #tenant = ''
  #at = -SELDOM
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `87`, or `1.000+`; undefined until it is known. */
  text(view: CountedView): string | undefined {
    const value = this.#counts?.[view]
    return value === undefined ? undefined : count(Math.min(value, COUNTED), value > COUNTED)
  }

  value(view: CountedView): number | undefined {
    return this.#counts?.[view]
  }

  refresh(tenant: string): void {
    if (tenant !== this.#tenant) {
      this.#counts = undefined
      this.#at = -SELDOM
      this.#tenant = tenant
    }
    if (this.#timer !== undefined) return
    const wait = Math.max(0, this.#at + SELDOM - performance.now())
    this.#timer = setTimeout(() => void this.#fetch(), wait)
  }

  async #fetch(): Promise<void> {
    this.#timer = undefined
    this.#at = performance.now()
    const tenant = this.#tenant
    try {
      const { data } = await api.get('/api/:tenant/ticket-counts', { params: { tenant } })
      if (tenant !== this.#tenant) return
      this.#counts = data
      frame.counts.set('tickets', Math.min(data.open, COUNTED))
    } catch {
      // Numbers on tabs are not worth a message; the next change asks again.
    }
  }
}

export const ticketCounts = new TicketCounts()
