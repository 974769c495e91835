import { ApiError } from '#lib/api_error.ts'
import { api } from '#lib/api.ts'
import { invalidate } from '$app/navigation'
import { assignTicket, setStatus } from '#lib/tickets/change_ticket.ts'
import type { Priority, Ticket } from '#lib/tickets/ticket_types.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'

/** What can be changed in place, as the API takes it. */
export interface TicketFields {
  subject?: string
  priority?: Priority
  queueId?: string
  accountNumber?: number | null
  contactId?: string | null
}

type FieldName = keyof TicketFields

export interface Conflict {
  field: FieldName
  mine: TicketFields
  /** The ticket as someone else has left it. */
  theirs: Ticket
}

export function fieldOf(ticket: Ticket, field: FieldName): string | number | null {
  if (field === 'accountNumber') return ticket.account?.number ?? null
  if (field === 'contactId') return ticket.contact?.id ?? null
  return ticket[field]
}

/** Changes of the ticket in place: on screen at once, and never over what somebody else has written meanwhile. */
export class TicketEdit {
  #overlay = $state.raw<Partial<Ticket>>({})
  readonly shown = $derived.by((): Ticket => ({ ...this.ticket(), ...this.#overlay }))
  conflict = $state.raw<Conflict>()

  constructor(
    private readonly ticket: () => Ticket,
    private readonly tenant: () => string
  ) {}

  /**
   * One field at a time; `shown` is how it looks until the server has answered, `base` the ticket as it was when the
   * editing began.
   */
  async change(
    fields: TicketFields,
    shown: Partial<Ticket> = {},
    base = this.ticket()
  ): Promise<void> {
    const field = Object.keys(fields)[0] as FieldName
    await this.#optimistic(shown, async () => {
      try {
        await this.#patch(base.number, base.version, fields)
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'version_mismatch') throw error
        await this.#settle(base, field, fields)
      }
    })
  }

  /** After a conflict: what I wrote shall stand. */
  async insist({ mine, theirs }: Conflict): Promise<void> {
    this.conflict = undefined
    await this.#optimistic({}, () => this.#patch(theirs.number, theirs.version, mine))
  }

  async assign(memberId: string | null): Promise<void> {
    const { number } = this.ticket()
    await this.#optimistic({ assigneeId: memberId }, () =>
      assignTicket(this.tenant(), number, memberId)
    )
  }

  async setStatus(
    statusId: string,
    category: Ticket['category'],
    waitUntil?: string | null
  ): Promise<void> {
    const { number } = this.ticket()
    await this.#optimistic({ statusId, category, waitUntil: waitUntil ?? null }, () =>
      setStatus(this.tenant(), number, statusId, waitUntil)
    )
  }

  async setTags(tags: string[]): Promise<void> {
    const params = { tenant: this.tenant(), number: this.ticket().number }
    await this.#optimistic({ tags }, () =>
      api.put('/api/:tenant/tickets/:number/tags', { params, body: { tags } })
    )
  }

  /** Another field may have changed, or the clock: only the same field written twice is a conflict. */
  async #settle(base: Ticket, field: FieldName, mine: TicketFields): Promise<void> {
    const params = { tenant: this.tenant(), number: base.number }
    const { data: theirs } = await api.get('/api/:tenant/tickets/:number', { params })
    if (fieldOf(base, field) === fieldOf(theirs, field))
      await this.#patch(base.number, theirs.version, mine)
    else if (fieldOf(theirs, field) !== mine[field]) this.conflict = { field, mine, theirs }
  }

  async #patch(number: number, version: number, fields: TicketFields): Promise<void> {
    await api.patch('/api/:tenant/tickets/:number', {
      params: { tenant: this.tenant(), number },
      body: { version, ...fields },
    })
  }

  async #optimistic(shown: Partial<Ticket>, act: () => Promise<unknown>): Promise<void> {
    this.#overlay = { ...this.#overlay, ...shown }
    try {
      await act()
      await invalidate('app:ticket', true)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast(error.message, { tone: 'bad' })
    } finally {
      this.#overlay = {}
    }
  }
}
