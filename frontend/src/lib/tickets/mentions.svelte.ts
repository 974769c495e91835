import { api } from '../api.ts'
import type { Mention } from './ticket_types.ts'

/** Notes that name me and that I have not seen. */
class Mentions {
  list = $state.raw<Mention[]>([])

  async load(tenant: string): Promise<void> {
    this.list = (await api.get('/api/:tenant/mentions', { params: { tenant } })).data
  }

  /** Whoever opens the ticket has seen them. */
  async see(tenant: string, ticketNumber: number): Promise<void> {
    const seen = this.list.filter(({ ticket }) => ticket.number === ticketNumber)
    if (seen.length === 0) return
    this.list = this.list.filter((mention) => !seen.includes(mention))
    await Promise.all(
      seen.map(({ id }) => api.put('/api/:tenant/mentions/:id/seen', { params: { tenant, id } }))
    )
  }
}

export const mentions = new Mentions()
