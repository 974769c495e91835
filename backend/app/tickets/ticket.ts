import type { DateTime } from 'luxon'
import { TicketSchema } from '#database/schema'
import { whereAllowed } from '#core/ability_query'
import type { KontorAbility } from '#core/ability'
import { refused } from '#core/errors'
import { nextNumber } from '#core/numbers'
import * as tenancy from '#core/tenancy'
import { saveChanged } from '#core/tenant_model'
import * as timers from '#core/timers'
import { contractForTicket } from '#contracts/contract_coverage'
import { slaPolicyFor } from '#contracts/sla_policy'
import { recordTicket } from '#tickets/ticket_events'
import { addClockEvent, recomputeSla } from '#tickets/ticket_sla'
import { TicketStatus, type Category } from '#tickets/ticket_status'

export type Priority = 'low' | 'normal' | 'high' | 'urgent'
export type Channel = 'mail' | 'phone' | 'portal' | 'note' | 'alert'

export interface NewTicket {
  subject: string
  queueId: string
  channel: Channel
  accountId?: string | null
  contactId?: string | null
  siteId?: string | null
  assetId?: string | null
  assigneeId?: string | null
  priority?: Priority
  requesterEmail?: string | null
}

const ABILITY_COLUMNS = { queueId: 'tickets.queue_id', assigneeId: 'tickets.assignee_id' }

export class Ticket extends TicketSchema {
  static table = 'tickets'
  declare category: Category
  declare priority: Priority
  declare channel: Channel

  /** Tickets that this person may see: restricted queues are hidden from everyone they do not name. */
  static visible(ability: KontorAbility) {
    return whereAllowed(this.query(), ability, 'read', 'Ticket', ABILITY_COLUMNS)
  }

  /** Opens a ticket: number, contract and SLA of its account, clock started. */
  static async open(input: NewTicket): Promise<Ticket> {
    const at = tenancy.now()
    const status = await TicketStatus.defaultOf('new')
    const contract = input.accountId ? await contractForTicket(input.accountId, at) : null
    const ticket = await Ticket.create({
      subject: input.subject.slice(0, 300),
      number: await nextNumber('ticket'),
      accountId: input.accountId ?? null,
      contactId: input.contactId ?? null,
      siteId: input.siteId ?? null,
      assetId: input.assetId ?? null,
      contractId: contract?.id ?? null,
      queueId: input.queueId,
      statusId: status.id,
      category: status.category,
      priority: input.priority ?? 'normal',
      assigneeId: input.assigneeId ?? null,
      channel: input.channel,
      requesterEmail: input.requesterEmail ?? null,
      slaPolicyId: await slaPolicyFor(contract?.id ?? null),
      createdAt: at,
      lastMessageAt: at,
      version: 1,
    })
    await addClockEvent(ticket, at, {
      kind: 'created',
      policyId: ticket.slaPolicyId,
      priority: ticket.priority,
    })
    await recordTicket('ticket.created', ticket, { channel: ticket.channel })
    await recomputeSla(ticket, at)
    return ticket
  }

  /** Gives the ticket to a member, or back to the queue with null. */
  async assign(memberId: string | null): Promise<void> {
    if (this.assigneeId === memberId) return
    this.assigneeId = memberId
    await saveChanged(this)
    await recordTicket('ticket.assigned', this, { assigneeId: memberId })
  }

  /**
   * Moves to another status; a pending one reopens by itself when `waitUntil` has come. Where nobody says anything
   * (undefined) the status itself may know after how many days; null waits until someone acts.
   */
  async changeStatus(status: TicketStatus, waitUntil?: DateTime | null): Promise<void> {
    const at = tenancy.now()
    const before = this.category
    const until = waitUntil === undefined ? status.reopensAt(at) : waitUntil
    const wait = status.category === 'pending' ? until : null
    const same = this.statusId === status.id
    if (same && (this.waitUntil?.toMillis() ?? null) === (wait?.toMillis() ?? null)) return
    this.statusId = status.id
    this.category = status.category
    this.waitUntil = wait
    this.solvedAt = ['solved', 'closed'].includes(status.category) ? (this.solvedAt ?? at) : null
    this.closedAt = status.category === 'closed' ? (this.closedAt ?? at) : null
    await saveChanged(this)
    if (!same) {
      await addClockEvent(this, at, {
        kind: 'status',
        category: status.category,
        stopsClock: status.stopsClock,
        reason: status.name,
      })
    }
    await this.setWakeUp()
    await recordTicket('ticket.status_changed', this, {
      statusId: status.id,
      category: status.category,
    })
    await this.recordTurn(before)
    await recomputeSla(this, at)
  }

  private async recordTurn(before: Category): Promise<void> {
    const done = (category: Category) => category === 'solved' || category === 'closed'
    if (this.category === before) return
    if (this.category === 'solved') await recordTicket('ticket.solved', this)
    else if (this.category === 'closed') await recordTicket('ticket.closed', this)
    else if (done(before)) await recordTicket('ticket.reopened', this)
  }

  private async setWakeUp(): Promise<void> {
    const key = `ticket:${this.id}:wake`
    if (this.waitUntil && timers.isAhead(this.waitUntil)) {
      await timers.set(key, this.waitUntil, {
        type: 'ticket.wait_over',
        subject: { type: 'ticket', id: this.id },
        accountId: this.accountId,
        payload: { number: this.number },
      })
    } else await timers.clear(key)
  }

  /** The customer spoke: what waited or was solved is open again. */
  async reopenForCustomer(): Promise<void> {
    if (this.category === 'pending' || this.category === 'solved' || this.category === 'closed') {
      await this.changeStatus(await TicketStatus.defaultOf('open'))
    }
  }

  /**
   * Changes facts of the ticket. A new account brings its contract, and with it another SLA.
   * @throws site_unknown (422) for a site without an account
   */
  async change(fields: TicketChanges): Promise<string[]> {
    const at = tenancy.now()
    const { accountId, priority } = fields
    const movesAccount = accountId !== undefined && accountId !== this.accountId
    ;(this as Ticket).merge(fields)
    if (movesAccount) {
      const contract = accountId ? await contractForTicket(accountId, at) : null
      this.contractId = contract?.id ?? null
      this.slaPolicyId = await slaPolicyFor(this.contractId)
      // They belong to the account that it left.
      if (fields.siteId === undefined) this.siteId = null
      if (fields.assetId === undefined) this.assetId = null
      if (fields.contactId === undefined) this.contactId = null
    }
    // Without an account its foreign key is silent.
    if (this.siteId && !this.accountId) throw refused('site_unknown', {}, 'siteId')
    const changed = await saveChanged(this)
    if (changed.length === 0) return changed
    if (movesAccount || (priority && changed.includes('priority'))) {
      await addClockEvent(this, at, {
        kind: 'target',
        policyId: this.slaPolicyId,
        priority: this.priority,
      })
      await recomputeSla(this, at)
    }
    await recordTicket('ticket.updated', this, { changed })
    return changed
  }
}

export interface TicketChanges {
  subject?: string
  accountId?: string | null
  contactId?: string | null
  siteId?: string | null
  assetId?: string | null
  queueId?: string
  priority?: Priority
}
