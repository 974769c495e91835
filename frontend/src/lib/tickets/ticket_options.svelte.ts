import { api } from '../api.ts'
import { getLocale } from '../paraglide/runtime.js'
import type { TicketOptions, TicketStatus } from './ticket_types.ts'

const FRESH = 10 * 60_000

/** What the ticket screens choose from: asked once, kept for ten minutes. */
class Options {
  /** With what is archived, because old tickets name it. */
  #known = $state.raw<TicketOptions>()
  readonly #offered = $derived(this.#known && offered(this.#known))
  #tenant = ''
  #at = 0
  #pending: Promise<void> | undefined

  get value(): TicketOptions {
    if (!this.#offered) throw new Error('Ticket options are read before a page has loaded them')
    return this.#offered
  }

  /** Undefined until they have come, for what can do without for a moment. */
  get loaded(): TicketOptions | undefined {
    return this.#offered
  }

  async load(tenant: string): Promise<void> {
    const known = this.#tenant === tenant && this.#known !== undefined
    if (known && Date.now() - this.#at < FRESH) return
    if (!this.#pending || this.#tenant !== tenant) this.#pending = this.#fetch(tenant)
    const pending = this.#pending
    // What is known may be shown while it is asked for anew.
    if (!known) await pending
  }

  /** After a change; nothing to do where nobody has asked yet. */
  async reload(): Promise<void> {
    if (this.#known) await this.#fetch(this.#tenant)
  }

  async #fetch(tenant: string): Promise<void> {
    this.#tenant = tenant
    try {
      this.#known = (await api.get('/api/:tenant/ticket-options', { params: { tenant } })).data
      this.#at = Date.now()
    } finally {
      this.#pending = undefined
    }
  }

  status(id: string): TicketStatus | undefined {
    return this.#known?.statuses.find((status) => status.id === id)
  }

  member(id: string | null | undefined) {
    return this.#known?.members.find((member) => member.id === id)
  }

  queue(id: string) {
    return this.#known?.queues.find((queue) => queue.id === id)
  }

  /** The status that stands for a category, as `e` solves and `w` waits. */
  defaultStatus(category: TicketStatus['category']): TicketStatus | undefined {
    const among = this.#offered?.statuses.filter((status) => status.category === category) ?? []
    return among.find(({ isDefault }) => isDefault) ?? among[0]
  }
}

const offered = (options: TicketOptions): TicketOptions => ({
  ...options,
  statuses: options.statuses.filter(({ archived }) => !archived),
  queues: options.queues.filter(({ archived }) => !archived),
})

export const ticketOptions = new Options()

/** The status in the reader's language. */
export function statusName(status: { name: string; nameEn: string } | undefined): string {
  if (!status) return ''
  return getLocale() === 'de' ? status.name : status.nameEn
}
