import { DateTime } from 'luxon'
import { activeOn, draftCharge, inOrder, share } from '#charges/charge_draft'
import type {
  AssetAssignment,
  Charge,
  FlatLine,
  MonthInput,
  Note,
  PerAssetLine,
} from '#charges/charge_shapes'

/** The part of the month in which a line is in force. */
interface Period {
  from: string
  to: string
  days: number
  daysInMonth: number
}

/** What a month of the line amounts to before it is charged by days. */
type Measure = Pick<Charge, 'facts' | 'explanation' | 'warnings'> & { units: string | number }

/**
 * The month's charge of a flat line or a line per device; null while the line is not in force. A line that begins or
 * ends within the month is charged by days: units × days in force ÷ days of the month, first and last day counted.
 */
export function contractLineCharge(
  input: MonthInput,
  line: FlatLine | PerAssetLine
): Charge | null {
  const period = periodOf(line, input.month)
  if (!period) {
    return null
  }
  const { from, to, days, daysInMonth } = period
  const { units, facts, explanation, warnings } =
    line.kind === 'flat' ? flat(line) : devices(input, line, to)
  const prorated: Note = { code: 'prorated', params: { units, from, to, days, daysInMonth } }
  return draftCharge(input, {
    key: `line:${line.id}:${input.month}`,
    contractLineId: line.id,
    itemId: line.itemId,
    description: line.description,
    quantity: share(units, days, daysInMonth),
    unit: line.unit,
    unitPrice: line.unitPrice,
    vatGroup: line.vatGroup,
    periodFrom: from,
    periodTo: to,
    servedSiteId: line.servedSiteId,
    poReference: line.poReference,
    costCentre: line.costCentre,
    facts: [{ type: 'contract_line', id: line.id }, ...facts],
    explanation: days < daysInMonth ? [...explanation, prorated] : explanation,
    warnings,
  })
}

function flat({ quantity }: FlatLine): Measure {
  return { units: quantity, facts: [], explanation: [], warnings: [] }
}

/**
 * The devices assigned on the last day of the month, or on the line's own last day when it ends earlier. A device that
 * came late counts in full; one that left before does not count.
 */
function devices(input: MonthInput, line: PerAssetLine, day: string): Measure {
  const counted = assetsOn(input, line, day)
  const dayBefore = DateTime.fromISO(`${input.month}-01`).minus({ days: 1 }).toFormat('yyyy-MM-dd')
  const before = activeOn(line, dayBefore)
    ? assetsOn(input, line, dayBefore).length
    : counted.length
  const { assetType } = line
  const changed: Note = {
    code: 'asset_count_changed',
    params: { from: before, to: counted.length },
  }
  const none: Note = { code: 'no_assets', params: { day, assetType } }
  return {
    units: counted.length,
    facts: counted.map(({ id }) => ({ type: 'asset_assignment', id })),
    explanation: [
      { code: 'assets_counted', params: { day, count: counted.length, assetType } },
      ...counted.map(({ assetId, assetName, startsOn, endsOn }) => ({
        code: 'asset',
        params: { assetId, assetName, startsOn, endsOn },
      })),
    ],
    warnings: [
      ...(before === counted.length ? [] : [changed]),
      ...(counted.length === 0 ? [none] : []),
    ],
  }
}

/** Each device once, however often it was assigned. */
function assetsOn(
  { assignments, contractId }: MonthInput,
  line: PerAssetLine,
  day: string
): AssetAssignment[] {
  const matching = assignments
    .filter((row) => activeOn(row, day))
    .filter((row) => row.contractId === null || row.contractId === contractId)
    .filter((row) => line.assetType === null || row.assetType === line.assetType)
  const ordered = inOrder(
    matching,
    (row) => row.assetName,
    (row) => row.id
  )
  return [...Map.groupBy(ordered, (row) => row.assetId).values()].map(([first]) => first)
}

function periodOf(line: FlatLine | PerAssetLine, month: string): Period | null {
  const start = DateTime.fromISO(`${month}-01`)
  const daysInMonth = start.daysInMonth ?? 0
  const [first, last] = [`${month}-01`, start.endOf('month').toFormat('yyyy-MM-dd')]
  const from = line.startsOn > first ? line.startsOn : first
  const to = line.endsOn !== null && line.endsOn < last ? line.endsOn : last
  // Both days lie in the same month, so their last two digits tell the distance.
  const days = Number(to.slice(8)) - Number(from.slice(8)) + 1
  return from > to ? null : { from, to, days, daysInMonth }
}
