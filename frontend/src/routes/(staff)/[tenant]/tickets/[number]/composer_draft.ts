import { ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import type { Audience, Ticket } from '#lib/tickets/ticket_types.ts'

interface Letter {
  text: string
  to: string[]
  cc: string[]
}

const audiences: Audience[] = ['customer', 'internal', 'third_party']

/** What is typed and was chosen last, kept on this device until it is sent. */
export class ComposerDraft {
  readonly #key: string
  readonly #tenant: string

  constructor(tenant: string, number: number) {
    this.#tenant = tenant
    this.#key = `kontor.draft.${tenant}.ticket.${number}`
  }

  read(): Partial<Record<Audience, Letter>> {
    const text = localStorage.getItem(this.#key)
    return text ? (JSON.parse(text) as Partial<Record<Audience, Letter>>) : {}
  }

  write(letters: Record<Audience, Letter>): void {
    const begun = Object.entries(letters).filter(([, { text }]) => text.trim() !== '')
    if (begun.length > 0) localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(begun)))
    else localStorage.removeItem(this.#key)
  }

  /** The tab in which something was begun, otherwise the answer. */
  lastAudience(): Audience {
    const begun = this.read()
    return audiences.find((audience) => begun[audience]) ?? 'customer'
  }

  rememberStatus(audience: Audience, statusId: string): void {
    if (statusId) localStorage.setItem(this.#statusKey(audience), statusId)
  }

  /** What this person chose last time for the same kind of letter; a note leaves the status as it is. */
  lastStatus(audience: Audience, ticket: Ticket): string {
    const remembered = localStorage.getItem(this.#statusKey(audience))
    if (remembered && ticketOptions.value.statuses.some(({ id }) => id === remembered))
      return remembered
    if (audience === 'internal') return ticket.statusId
    const waitsFor = audience === 'customer' ? 'customer' : 'supplier'
    return (
      ticketOptions.value.statuses.find(({ waitingFor }) => waitingFor === waitsFor)?.id ??
      ticket.statusId
    )
  }

  #statusKey(audience: Audience): string {
    return `kontor.composer.${this.#tenant}.${audience}`
  }
}
