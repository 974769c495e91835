import { api } from '../api.ts'
import { now } from '../now.ts'
import type { AnswerOf } from '../api_types.ts'

export type WorkTimer = AnswerOf<'GET', '/api/:tenant/work-timers'>['data'][number]

/** One's own timers: one runs, the others wait. Every answer of the API is all of them. */
class WorkTimers {
  list = $state.raw<WorkTimer[]>([])
  readonly running = $derived(this.list.find(({ runningSince }) => runningSince !== null))
  #tenant = ''

  async load(tenant: string): Promise<void> {
    if (tenant !== this.#tenant) this.list = []
    this.#tenant = tenant
    this.list = (await api.get('/api/:tenant/work-timers', { params: { tenant } })).data
  }

  async start(tenant: string, ticketNumber: number): Promise<void> {
    this.list = (
      await api.post('/api/:tenant/work-timers', { params: { tenant }, body: { ticketNumber } })
    ).data
  }

  async pause(tenant: string, id: string): Promise<void> {
    this.list = (
      await api.put('/api/:tenant/work-timers/:id/pause', { params: { tenant, id } })
    ).data
  }

  async discard(tenant: string, id: string): Promise<void> {
    this.list = (await api.delete('/api/:tenant/work-timers/:id', { params: { tenant, id } })).data
  }

  of(ticketNumber: number): WorkTimer | undefined {
    return this.list.find(({ ticket }) => ticket.number === ticketNumber)
  }
}

export const workTimers = new WorkTimers()

/** Whole minutes that a timer has measured, at least one once it was started. */
export function measuredMinutes(timer: WorkTimer): number {
  const since = timer.runningSince ? Math.max(0, now() - Date.parse(timer.runningSince)) / 1000 : 0
  return Math.max(1, Math.floor((timer.elapsedSeconds + since) / 60))
}
