import { ApiError } from '#lib/api_error.ts'
import { api } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { writeQuery, type TicketQuery } from '#lib/tickets/ticket_query.ts'
import type { TicketRow, TicketsPage } from '#lib/tickets/ticket_types.ts'

const PAGE = 100
/** The API gives no more at once. Rows further down are asked for again when they are scrolled to. */
const MOST = 200

let shown = { list: '', rows: 0 }

/** How many rows of this list stand on the screen: a refresh asks for as many. */
export function ticketsShown(tenant: string, query: string): number {
  return shown.list === `${tenant}?${query}` ? Math.min(MOST, Math.max(PAGE, shown.rows)) : PAGE
}

export function fetchTickets(
  tenant: string,
  query: TicketQuery,
  limit = PAGE,
  after?: string
): Promise<TicketsPage> {
  return api.get('/api/:tenant/tickets', { params: { tenant }, query: { ...query, limit, after } })
}

/** The rows of one list as far as they were loaded, and what has been changed here but is not confirmed yet. */
export class TicketList {
  rows = $state.raw<TicketRow[]>([])
  next = $state.raw<string | null>(null)
  loading = $state(true)
  error = $state<string>()
  #list = ''
  #asked = 0
  #loadingMore = false

  async show(tenant: string, query: TicketQuery, first: Promise<TicketsPage>): Promise<void> {
    const list = `${tenant}?${writeQuery(query)}`
    const asked = ++this.#asked
    if (list !== this.#list) {
      this.rows = []
      this.next = null
    }
    this.#list = list
    this.loading = true
    try {
      const { data, meta } = await first
      if (asked !== this.#asked) return
      this.rows = data
      this.next = meta.next
      this.error = undefined
    } catch (error) {
      if (asked !== this.#asked) return
      // A refresh that fails leaves what is there; the frame says when there is no connection.
      if (this.rows.length === 0)
        this.error = error instanceof ApiError ? error.message : m.core_error_unexpected()
    }
    this.loading = false
    shown = { list, rows: this.rows.length }
  }

  async more(tenant: string, query: TicketQuery): Promise<void> {
    if (this.#loadingMore || this.next === null || this.loading) return
    this.#loadingMore = true
    const asked = this.#asked
    try {
      const { data, meta } = await fetchTickets(tenant, query, PAGE, this.next)
      if (asked !== this.#asked) return
      const known = new Set(this.rows.map(({ id }) => id))
      this.rows = [...this.rows, ...data.filter(({ id }) => !known.has(id))]
      this.next = meta.next
      shown = { list: this.#list, rows: this.rows.length }
    } catch {
      // The next scroll asks again.
    } finally {
      this.#loadingMore = false
    }
  }

  /** Shows a change before the server has confirmed it; what is returned takes it back. */
  change(numbers: number[], to: Partial<TicketRow>): () => void {
    const before = this.rows
    this.rows = before.map((row) => (numbers.includes(row.number) ? { ...row, ...to } : row))
    return () => {
      this.rows = before
    }
  }
}
