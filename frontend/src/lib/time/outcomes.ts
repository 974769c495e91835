import { m } from '../paraglide/messages.js'

export const outcomes = ['billable', 'contract', 'goodwill', 'warranty', 'internal'] as const
export type Outcome = (typeof outcomes)[number]

const names: Record<Outcome, () => string> = {
  billable: m.time_outcome_billable,
  contract: m.time_outcome_contract,
  goodwill: m.time_outcome_goodwill,
  warranty: m.time_outcome_warranty,
  internal: m.time_outcome_internal,
}

/** What becomes of worked time: charged, covered, given. */
export const outcomeName = (outcome: Outcome): string => names[outcome]()
