import type { DateTime } from 'luxon'
import { TicketStatusSchema } from '#database/schema'
import { refused } from '#core/errors'

export type Category = 'new' | 'open' | 'pending' | 'solved' | 'closed'

/** What still has to be done. */
export const OPEN: Category[] = ['new', 'open', 'pending']

/** Days after closing in which an answer reopens the ticket, by mail as in the portal; later it opens a new one. */
export const REOPEN_DAYS = 30

/** A tenant's own status; its category says what it means to clocks, lists and the portal. */
export class TicketStatus extends TicketStatusSchema {
  static table = 'ticket_statuses'
  declare category: Category

  /** @throws status_unknown (422) */
  static async named(id: string): Promise<TicketStatus> {
    const status = await this.query().where('id', id).whereNull('archived_at').first()
    if (!status) throw refused('status_unknown', {}, 'statusId')
    return status
  }

  /** When a ticket that begins to wait at `at` is open again, unless someone says otherwise. */
  reopensAt(at: DateTime): DateTime | null {
    return this.reopensAfterDays ? at.plus({ days: this.reopensAfterDays }) : null
  }

  static async defaultOf(category: Category): Promise<TicketStatus> {
    return this.query().where('category', category).where('is_default', true).firstOrFail()
  }
}
