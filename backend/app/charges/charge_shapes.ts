import type { VatGroup } from '#charges/vat'
import type { RoundableEntry, RoundingRule } from '#time/rounding'

/** Days are 'YYYY-MM-DD' and both included; endsOn null is open. Decimals are strings, durations whole minutes. */
interface Dated {
  startsOn: string
  endsOn: string | null
}

/** What an invoice groups and prints by; null takes the value of the contract. */
interface Allotted {
  servedSiteId: string | null
  poReference: string | null
  costCentre: string | null
}

/** A change of price is a new line that starts when the old one ends. */
interface Line extends Dated, Allotted {
  id: string
  position: number
  itemId: string
  description: string
  unitPrice: string
  vatGroup: VatGroup
}

/** quantity is per full month. */
export type FlatLine = Line & { kind: 'flat'; quantity: string; unit: string }
/** assetType null counts every device. */
export type PerAssetLine = Line & { kind: 'per_asset'; assetType: string | null; unit: string }
/** The contract's price of an hour of workType (null: of any), and the minutes of each month that are included in it. */
export type HourlyLine = Line & {
  kind: 'hourly'
  workType: string | null
  includedMinutes: number | 'unlimited'
}
export type ContractLine = FlatLine | PerAssetLine | HourlyLine

/** contractId null: the device belongs to the account and counts for each of its contracts. */
export interface AssetAssignment extends Dated {
  id: string
  assetId: string
  assetName: string
  assetType: string
  contractId: string | null
}

export interface BillableEntry extends RoundableEntry, Allotted {
  ticketNumber: number | null
  ticketSubject: string | null
  /** The ticket lies in a queue that not everyone sees: neither its number nor its subject is printed. */
  isRestricted: boolean
  customerText: string
  /** ISO 8601, for the explanation and the order within a day; null where only minutes were entered. */
  startedAt: string | null
  endedAt: string | null
  workType: string | null
  /** What a charge is called where no price names it. */
  workTypeName: string
  memberName: string
  /** 'billable' is charged, 'contract' uses up what the contract holds and is never charged; others are left alone. */
  outcome: string
  approved: boolean
}

/** Prepaid hours. workType null takes any work. */
export interface BlockHours extends Dated {
  id: string
  workType: string | null
  minutesLeft: number
}

/** The price of an hour outside the contract's own hourly lines. */
export interface Rate extends Dated {
  id: string
  itemId: string
  description: string
  workType: string | null
  unitPrice: string
  vatGroup: VatGroup
}

export interface TicketItem extends Allotted {
  id: string
  ticketNumber: number
  itemId: string
  description: string
  day: string
  quantity: string
  unit: string
  unitPrice: string
  vatGroup: VatGroup
}

/** One account with one of its contracts, or without one (contractId null, no lines). */
export interface MonthInput extends Allotted {
  accountId: string
  contractId: string | null
  poRequired: boolean
  /** 'YYYY-MM' */
  month: string
  rounding: RoundingRule
  lines: ContractLine[]
  assignments: AssetAssignment[]
  /** Not charged before. What lies before the month was late and is charged now; what lies after it waits. */
  timeEntries: BillableEntry[]
  blockHours: BlockHours[]
  rates: Rate[]
  ticketItems: TicketItem[]
}

export interface Note {
  code: string
  params: Record<string, string | number | null>
}

/**
 * Minutes an hourly line includes or a block pays for; 'contract': what nobody counts and nobody pays, because the work
 * was done as part of the contract (its id, null without one).
 */
export interface Coverage {
  kind: 'included' | 'block_hours' | 'contract'
  id: string | null
  minutes: number
}

export interface Charge extends Allotted {
  /** Idempotency key: the same facts give the same key. */
  key: string
  accountId: string
  contractId: string | null
  contractLineId: string | null
  /** null: contract work that has no price anywhere */
  itemId: string | null
  description: string
  quantity: string
  /** UN/ECE Recommendation 20, as the line's item says; HUR for time. */
  unit: string
  unitPrice: string
  /** Minor units, quantity × unit price, half up. */
  net: number
  vatGroup: VatGroup
  periodFrom: string
  periodTo: string
  facts: { type: 'time_entry' | 'asset_assignment' | 'ticket_item' | 'contract_line'; id: string }[]
  /** What the caller books against allowances: these minutes are not in the quantity. */
  coverage: Coverage[]
  explanation: Note[]
  warnings: Note[]
}
