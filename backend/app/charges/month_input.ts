import type {
  BlockHours,
  BillableEntry,
  ContractLine,
  MonthInput,
  Rate,
} from '#charges/charge_shapes'
import type { ContractLineRow, ContractRow, MonthFacts, TimeRow } from '#charges/month_facts'
import type { RoundingRule } from '#time/rounding'

/** What the charge engine needs, and which company bills it: null where no contract says so. */
export interface ContractMonth {
  companyId: string | null
  contractNumber: number | null
  input: MonthInput
}

/** Work without a contract is rounded like this. */
const USUAL_ROUNDING: RoundingRule = { scope: 'entry', stepMinutes: 15, minimumMinutes: 0 }
const NOWHERE = { servedSiteId: null, poReference: null, costCentre: null }

/**
 * The month's inputs of every account that the facts tell of: a contract each, and one without a contract for what was
 * done beside all contracts. Inputs from which nothing can follow are left out.
 * @param month 'YYYY-MM', its days are days in the tenant's time zone, as work_date and supplied_on are
 */
export function monthInputs(month: string, facts: MonthFacts): ContractMonth[] {
  const lines = Map.groupBy(facts.lines, (line) => line.contract_id)
  const assignments = Map.groupBy(facts.assignments, (row) => row.account_id)
  // A contract that has not begun yet has no input of its own in this month: its work counts as beside all contracts.
  const begun = new Set(facts.contracts.map(({ id }) => id))
  const contractOf = (id: string | null) => (id && begun.has(id) ? id : '')
  const ownerOf = (row: { account_id: string; contract_id: string | null }) =>
    `${row.account_id} ${contractOf(row.contract_id)}`
  const times = Map.groupBy(facts.times, ownerOf)
  const items = Map.groupBy(facts.items, ownerOf)
  const rates = facts.rates.map(rateOf)

  const contract = (row: ContractRow): ContractMonth => {
    const own = lines.get(row.id) ?? []
    const rounding: RoundingRule = {
      scope: row.rounding_scope,
      stepMinutes: row.rounding_step,
      minimumMinutes: row.rounding_minimum,
    }
    const owner = ownerOf({ account_id: row.account_id, contract_id: row.id })
    return {
      companyId: row.company_id,
      contractNumber: row.number,
      input: {
        servedSiteId: null,
        poReference: row.po_reference,
        costCentre: row.cost_centre,
        accountId: row.account_id,
        contractId: row.id,
        poRequired: row.po_required,
        month,
        rounding,
        lines: own.map((line) => lineOf(line, facts)),
        assignments: (assignments.get(row.account_id) ?? []).map((given) => ({
          id: given.id,
          assetId: given.asset_id,
          assetName: given.asset_name,
          assetType: given.asset_type,
          contractId: given.contract_id,
          startsOn: given.valid_from,
          endsOn: given.valid_to,
        })),
        timeEntries: (times.get(owner) ?? []).map((entry) => entryOf(entry, rounding)),
        blockHours: own.flatMap((line) => allowanceOf(line, facts)),
        rates,
        ticketItems: (items.get(owner) ?? []).map(itemOf),
      },
    }
  }

  const beside = new Set(
    [...facts.times, ...facts.items]
      .filter((row) => !contractOf(row.contract_id))
      .map((row) => row.account_id)
  )
  const withoutContract = [...beside].map((id): ContractMonth => {
    const owner = ownerOf({ account_id: id, contract_id: null })
    return {
      companyId: null,
      contractNumber: null,
      input: {
        ...NOWHERE,
        accountId: id,
        contractId: null,
        poRequired: false,
        month,
        rounding: USUAL_ROUNDING,
        lines: [],
        assignments: [],
        timeEntries: (times.get(owner) ?? []).map((entry) => entryOf(entry, USUAL_ROUNDING)),
        blockHours: [],
        rates,
        ticketItems: (items.get(owner) ?? []).map(itemOf),
      },
    }
  })
  return [...facts.contracts.map(contract), ...withoutContract].filter(
    ({ input }) => input.lines.length + input.timeEntries.length + input.ticketItems.length > 0
  )
}

/** A block is charged each month like a flat line; the hours in it are an allowance beside it. */
function lineOf(row: ContractLineRow, { used }: MonthFacts): ContractLine {
  const line = {
    ...NOWHERE,
    id: row.id,
    position: row.position,
    itemId: row.item_id,
    description: row.description,
    unitPrice: row.unit_price,
    vatGroup: row.vat_group,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
  }
  if (row.kind === 'per_asset')
    return { ...line, kind: 'per_asset', assetType: row.asset_type, unit: row.unit }
  if (row.kind === 'hourly') {
    const includedMinutes = Math.max(0, (row.included_minutes ?? 0) - (used.get(row.id) ?? 0))
    return { ...line, kind: 'hourly', workType: row.work_type_id, includedMinutes }
  }
  return { ...line, kind: 'flat', quantity: row.quantity, unit: row.unit }
}

function allowanceOf(row: ContractLineRow, { used }: MonthFacts): BlockHours[] {
  if (row.kind === 'hourly' || row.included_minutes === null) return []
  return [
    {
      id: row.id,
      workType: row.work_type_id,
      minutesLeft: Math.max(0, row.included_minutes - (used.get(row.id) ?? 0)),
      startsOn: row.starts_on,
      endsOn: row.ends_on,
    },
  ]
}

/**
 * Where each entry is rounded by itself, what the technician sees as billed is billed. Where a ticket or a day is
 * rounded as one, the worked minutes are, unless someone cut them.
 */
function entryOf(row: TimeRow, rounding: RoundingRule): BillableEntry {
  return {
    ...NOWHERE,
    servedSiteId: row.site_id,
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    ticketSubject: row.ticket_subject,
    isRestricted: row.is_restricted,
    customerText: row.customer_text,
    day: row.work_date,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at.toISOString(),
    minutes:
      rounding.scope === 'entry'
        ? row.billed_minutes
        : Math.min(row.worked_minutes, row.billed_minutes),
    workType: row.work_type_id,
    workTypeName: row.work_type_name,
    memberName: row.member_name,
    outcome: row.outcome,
    approved: row.approved_at !== null,
  }
}

function itemOf(row: MonthFacts['items'][number]): MonthInput['ticketItems'][number] {
  return {
    ...NOWHERE,
    servedSiteId: row.site_id,
    id: row.id,
    ticketNumber: row.ticket_number,
    itemId: row.item_id,
    description: row.description,
    day: row.supplied_on,
    quantity: row.quantity,
    unit: row.unit,
    unitPrice: row.unit_price,
    vatGroup: row.vat_group,
  }
}

function rateOf(row: MonthFacts['rates'][number]): Rate {
  return {
    id: row.id,
    itemId: row.item_id,
    description: row.description,
    workType: row.id,
    unitPrice: row.unit_price,
    vatGroup: row.vat_group,
    startsOn: '0001-01-01',
    endsOn: null,
  }
}
