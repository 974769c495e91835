import { api } from '../api.ts'
import type { Priority } from './ticket_types.ts'

/** Small verbs of the list and the ticket's head, by number. */
export async function assignTicket(
  tenant: string,
  number: number,
  memberId: string | null
): Promise<void> {
  await api.put('/api/:tenant/tickets/:number/assignment', {
    params: { tenant, number },
    body: { memberId },
  })
}

export async function setStatus(
  tenant: string,
  number: number,
  statusId: string,
  /** Left out, the status says how long; null waits until someone acts. */
  waitUntil?: string | null
): Promise<void> {
  // A moment that has passed meanwhile, as an undo may bring it, waits no longer.
  const ahead = waitUntil && Date.parse(waitUntil) <= Date.now() ? null : waitUntil
  await api.put('/api/:tenant/tickets/:number/status', {
    params: { tenant, number },
    body: { statusId, waitUntil: ahead },
  })
}

export async function setPriority(
  tenant: string,
  number: number,
  version: number,
  priority: Priority
): Promise<void> {
  await api.patch('/api/:tenant/tickets/:number', {
    params: { tenant, number },
    body: { version, priority },
  })
}

export async function mergeInto(tenant: string, number: number, into: number): Promise<void> {
  await api.post('/api/:tenant/tickets/:number/merger', {
    params: { tenant, number },
    body: { into },
  })
}
