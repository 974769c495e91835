import { invalidate } from '$app/navigation'
import { ApiError } from '#lib/api_error.ts'
import { m } from '#lib/paraglide/messages.js'
import { assignTicket, mergeInto, setPriority, setStatus } from '#lib/tickets/change_ticket.ts'
import { ticketCounts } from '#lib/tickets/ticket_counts.svelte.ts'
import { statusName, ticketOptions } from '#lib/tickets/ticket_options.svelte.ts'
import type { Priority, TicketRow } from '#lib/tickets/ticket_types.ts'
import { priorityName } from '#lib/tickets/ticket_words.ts'
import { toast } from '#lib/ui/toasts.svelte.ts'
import type { TicketList } from './ticket_list.svelte.ts'

/** So many at a time: enough to be quick, few enough to leave the server to others. */
const TOGETHER = 4

/** What the list does to one ticket or to many. Shown at once, taken back on screen where the server refuses. */
export class TicketActs {
  busy = $state(false)

  constructor(
    private readonly list: TicketList,
    private readonly tenant: () => string
  ) {}

  async assign(rows: TicketRow[], memberId: string | null): Promise<void> {
    const member = ticketOptions.member(memberId)
    const assignee = member ? { id: member.id, name: member.name } : null
    await this.#each(
      rows,
      { assignee },
      (row) => assignTicket(this.tenant(), row.number, memberId),
      (row) => assignTicket(this.tenant(), row.number, row.assignee?.id ?? null),
      (what) =>
        assignee
          ? m.tickets_assigned({ what, name: assignee.name })
          : m.tickets_given_back({ what })
    )
  }

  async setStatus(rows: TicketRow[], statusId: string, waitUntil?: string | null): Promise<void> {
    const status = ticketOptions.status(statusId)
    if (!status) return
    const { id, name, nameEn, waitingFor, category } = status
    await this.#each(
      rows,
      { status: { id, name, nameEn, waitingFor }, category, waitUntil: waitUntil ?? null },
      (row) => setStatus(this.tenant(), row.number, statusId, waitUntil),
      (row) => setStatus(this.tenant(), row.number, row.status.id, row.waitUntil),
      (what) => m.tickets_status_set({ what, status: statusName(status) })
    )
  }

  async setPriority(rows: TicketRow[], priority: Priority): Promise<void> {
    await this.#each(
      rows,
      { priority },
      (row) => setPriority(this.tenant(), row.number, row.version, priority),
      undefined,
      (what) => m.tickets_priority_set({ what, priority: priorityName(priority) })
    )
  }

  async merge(rows: TicketRow[], into: number): Promise<void> {
    const others = rows.filter(({ number }) => number !== into)
    await this.#each(
      others,
      {},
      (row) => mergeInto(this.tenant(), row.number, into),
      undefined,
      (what) => m.tickets_merged({ what, into })
    )
  }

  async #each(
    rows: TicketRow[],
    change: Partial<TicketRow>,
    act: (row: TicketRow) => Promise<void>,
    undo: ((row: TicketRow) => Promise<void>) | undefined,
    say: (what: string) => string
  ): Promise<void> {
    if (rows.length === 0 || this.busy) return
    this.busy = true
    const takeBack = this.list.change(
      rows.map(({ number }) => number),
      change
    )
    const { done, failed, problem } = await inGroups(rows, act)
    if (failed.length > 0) {
      takeBack()
      toast(m.tickets_refused({ what: label(failed), problem }), { tone: 'bad' })
    }
    if (done.length > 0) {
      const again =
        undo &&
        (async () => {
          await inGroups(done, undo)
          await this.#refresh()
        })
      toast(say(label(done)), { undo: again })
    }
    this.busy = false
    await this.#refresh()
  }

  async #refresh(): Promise<void> {
    ticketCounts.refresh(this.tenant())
    await invalidate('app:tickets', true)
  }
}

async function inGroups(rows: TicketRow[], act: (row: TicketRow) => Promise<void>) {
  const done: TicketRow[] = []
  const failed: TicketRow[] = []
  let problem = ''
  const waiting = [...rows]
  const worker = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      try {
        await act(row)
        done.push(row)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        failed.push(row)
        problem = error.message
      }
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, worker))
  return { done, failed, problem }
}

const label = (rows: TicketRow[]): string =>
  rows.length === 1
    ? m.tickets_one({ number: rows[0]?.number ?? 0 })
    : m.tickets_many({ count: rows.length })
