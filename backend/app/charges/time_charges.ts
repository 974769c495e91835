import { activeOn, draftCharge, inOrder, share } from '#charges/charge_draft'
import type {
  BillableEntry,
  BlockHours,
  Charge,
  ContractLine,
  Coverage,
  MonthInput,
  Note,
} from '#charges/charge_shapes'
import { workPrice, type PricedEntry } from '#charges/work_price'
import { roundEntries, type RoundedGroup } from '#time/rounding'

const LONGEST_TITLE = 200

/** Minutes still to give; what one charge takes the next one no longer finds. */
interface Allowance {
  kind: 'included' | 'block_hours'
  id: string
  minutesLeft: number
  covers: (first: PricedEntry) => boolean
}

/**
 * Charges for the given entries, in their order: billable work and work under the contract, each by itself. One charge holds the work of a ticket at one price (under rounding by
 * day: the work of a day). Its rounded minutes are taken from what its hourly line includes, then from block hours
 * (those that end first), and the rest is its quantity; so each entry stands in exactly one charge, be it at quantity 0.
 * The day of its first entry decides which block may pay. Minutes included are those of the month that is charged.
 * Billable entries without any price are left over with a warning. Work under the contract has no rest to pay: what
 * the hours of its contract do not cover is the contract's own, with a warning where the contract counts hours or bears
 * no work at all. Late, from a month before, it takes nothing from the hours of this one.
 */
export function timeCharges(
  input: MonthInput,
  entries: BillableEntry[]
): { charges: Charge[]; warnings: Note[] } {
  const ordered = inOrder(
    entries,
    (entry) => entry.day,
    (entry) => entry.startedAt,
    (entry) => entry.id
  )
  const priced: PricedEntry[] = []
  const warnings: Note[] = []
  for (const entry of ordered) {
    const price = workPrice(input, entry)
    if (price) {
      priced.push({ entry, price })
    } else {
      const { id, day, workType, minutes } = entry
      warnings.push({ code: 'rate_missing', params: { timeEntryId: id, day, workType, minutes } })
    }
  }
  const allowances = [...includedIn(input.lines), ...blocks(input.blockHours)]
  const works = Map.groupBy(priced, (one) => workOf(input, one))
  return {
    charges: [...works.values()].map((work) => workCharge(input, work, allowances)),
    warnings,
  }
}

/** What must be equal to stand on one line of the invoice. */
function workOf({ rounding, month }: MonthInput, { entry, price }: PricedEntry): string {
  const { id, ticketId, day, workType, outcome, servedSiteId, poReference, costCentre } = entry
  const together = rounding.scope === 'day' ? day : (ticketId ?? id)
  return JSON.stringify([
    outcome,
    outcome === 'contract' && day < month,
    price.kind,
    price.id,
    workType,
    servedSiteId,
    poReference,
    costCentre,
    together,
  ])
}

function includedIn(lines: ContractLine[]): Allowance[] {
  return lines
    .filter((line) => line.kind === 'hourly')
    .filter(({ includedMinutes }) => includedMinutes !== 0)
    .map((line) => ({
      kind: 'included',
      id: line.id,
      minutesLeft: line.includedMinutes === 'unlimited' ? Infinity : line.includedMinutes,
      covers: ({ price }) => price.id === line.id,
    }))
}

function blocks(blockHours: BlockHours[]): Allowance[] {
  return inOrder(
    blockHours,
    (block) => block.endsOn,
    (block) => block.id
  ).map((block) => ({
    kind: 'block_hours',
    id: block.id,
    minutesLeft: block.minutesLeft,
    covers: ({ entry }) =>
      activeOn(block, entry.day) && (block.workType === null || block.workType === entry.workType),
  }))
}

function workCharge(input: MonthInput, work: PricedEntry[], allowances: Allowance[]): Charge {
  const [{ entry: first, price }] = work
  const entries = work.map(({ entry }) => entry)
  const groups = roundEntries(entries, input.rounding)
  const billedMinutes = groups.reduce((sum, group) => sum + group.billedMinutes, 0)
  const { coverage, rest, explanation, warnings } =
    first.outcome === 'contract'
      ? underContract(input, work[0], billedMinutes, allowances)
      : cover(work[0], billedMinutes, allowances)
  const pricedBy: Note = {
    code: 'priced_by',
    params: { kind: price.kind, id: price.id, minutes: rest },
  }
  return draftCharge(input, {
    key: `time:${first.id}`,
    contractLineId: price.kind === 'hourly' ? price.id : null,
    itemId: price.itemId,
    description: price.description + workTitle(entries),
    quantity: share(rest, 1, 60),
    unit: 'HUR',
    unitPrice: price.unitPrice,
    vatGroup: price.vatGroup,
    periodFrom: first.day,
    periodTo: entries.at(-1)?.day ?? first.day,
    servedSiteId: first.servedSiteId,
    poReference: first.poReference,
    costCentre: first.costCentre,
    facts: entries.map(({ id }) => ({ type: 'time_entry', id })),
    coverage,
    explanation: [
      ...explanation,
      ...(first.outcome === 'contract' ? [] : [pricedBy]),
      ...groups.flatMap((group) => explained(group, input)),
    ],
    warnings,
  })
}

/** The minutes of work under the contract: from its hours as far as they go, the rest borne by the contract. */
function underContract(
  { month, contractId, lines }: MonthInput,
  first: PricedEntry,
  minutes: number,
  allowances: Allowance[]
): Covered {
  const counted = allowances.filter(({ covers }) => covers(first))
  const isLate = first.entry.day < month
  const { rest, ...covered } = cover(first, isLate ? 0 : minutes, counted)
  const borne = isLate ? minutes : rest
  if (borne === 0) return { ...covered, rest: 0 }
  const isFlat = lines.some((line) => line.kind !== 'hourly' && activeOn(line, first.entry.day))
  const params = { minutes: borne }
  return {
    rest: 0,
    coverage: [...covered.coverage, { kind: 'contract', id: contractId, minutes: borne }],
    explanation: [...covered.explanation, { code: 'covered_by_contract', params }],
    warnings: isLate
      ? []
      : counted.length > 0
        ? [{ code: 'contract_hours_exceeded', params }]
        : isFlat
          ? []
          : [{ code: 'not_in_contract', params }],
  }
}

interface Covered {
  coverage: Coverage[]
  /** Minutes that are left to pay. */
  rest: number
  explanation: Note[]
  warnings: Note[]
}

function cover(first: PricedEntry, minutes: number, allowances: Allowance[]): Covered {
  const coverage: Coverage[] = []
  const explanation: Note[] = []
  const warnings: Note[] = []
  let rest = minutes
  for (const allowance of allowances.filter(
    ({ minutesLeft, covers }) => minutesLeft > 0 && covers(first)
  )) {
    const taken = Math.min(rest, allowance.minutesLeft)
    if (taken === 0) {
      break
    }
    rest -= taken
    allowance.minutesLeft -= taken
    const { kind, id, minutesLeft } = allowance
    coverage.push({ kind, id, minutes: taken })
    const left = minutesLeft === Infinity ? null : minutesLeft
    explanation.push({
      code: `covered_by_${kind}`,
      params: { id, minutes: taken, minutesLeft: left },
    })
    if (minutesLeft === 0) {
      warnings.push({ code: `${kind}_used_up`, params: { id } })
    }
  }
  return { coverage, rest, explanation, warnings }
}

function explained(
  { entries, workedMinutes, billedMinutes }: RoundedGroup<BillableEntry>,
  { rounding }: MonthInput
): Note[] {
  return [
    { code: 'rounded', params: { ...rounding, workedMinutes, billedMinutes } },
    ...entries.map(({ id, ticketNumber, day, startedAt, endedAt, memberName, minutes }) => ({
      code: 'time_entry',
      params: { id, ticketNumber, day, startedAt, endedAt, memberName, minutes },
    })),
  ]
}

/** Behind the name of the work: the ticket, where all of it is of one. Of a restricted one only what was written for the customer. */
function workTitle(entries: BillableEntry[]): string {
  const [{ ticketId, ticketNumber, ticketSubject }] = entries
  if (!ticketId || entries.some((entry) => entry.ticketId !== ticketId)) return ''
  if (!entries.some(({ isRestricted }) => isRestricted))
    return `, Ticket ${ticketNumber} ${ticketSubject ?? ''}`.trimEnd()
  const texts = new Set(entries.map(({ customerText }) => customerText.trim()).filter(Boolean))
  return texts.size > 0 ? `, ${[...texts].join('; ').slice(0, LONGEST_TITLE)}` : ''
}
