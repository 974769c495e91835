import { record } from '#core/events'

/** Facts about contracts and what they promise, as others listen to them. */
export type ContractEvent =
  | 'contract.created'
  | 'contract.updated'
  | 'contract.lines_changed'
  | 'contract.ended'
  | 'contract.continued'

export type CalendarEvent =
  'calendar.created' | 'calendar.updated' | 'calendar.removed' | 'calendar.holidays_changed'

export type SlaPolicyEvent =
  | 'sla_policy.created'
  | 'sla_policy.updated'
  | 'sla_policy.removed'
  /** some of its open tickets have to follow a change */
  | 'sla_policy.recompute_due'
  /** they have */
  | 'sla_policy.recomputed'

export function recordContract(
  type: ContractEvent,
  contract: { id: string; number: number; accountId: string },
  payload: Record<string, unknown> = {}
): Promise<string> {
  const subject = { type: 'contract', id: contract.id }
  return record({
    type,
    subject,
    accountId: contract.accountId,
    payload: { number: contract.number, ...payload },
  })
}
