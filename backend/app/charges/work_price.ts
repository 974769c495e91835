import { activeOn, inOrder } from '#charges/charge_draft'
import type { BillableEntry, HourlyLine, MonthInput, Rate } from '#charges/charge_shapes'

type Price = HourlyLine | (Omit<Rate, 'itemId'> & { kind: 'rate_card'; itemId: string | null })

export interface PricedEntry {
  entry: BillableEntry
  price: Price
}

/** What an hour of this work costs; undefined for billable work that has no price anywhere. */
export function workPrice(input: MonthInput, entry: BillableEntry): Price | undefined {
  return priceOf(input, entry) ?? unpriced(entry)
}

/** The contract's hourly line before the rate card, a price for this work before one for any. */
function priceOf(
  { lines, rates }: MonthInput,
  { day, workType }: BillableEntry
): Price | undefined {
  const hourly = inOrder(
    lines,
    (line) => line.position,
    (line) => line.id
  ).filter((line) => line.kind === 'hourly')
  const cards = inOrder(rates, (rate) => rate.id).map((rate) => ({
    ...rate,
    kind: 'rate_card' as const,
  }))
  const prices = [...hourly, ...cards].filter((price) => activeOn(price, day))
  const fits = (list: Price[]) =>
    list.find((price) => price.workType === workType) ??
    list.find((price) => price.workType === null)
  return (
    fits(prices.filter(({ kind }) => kind === 'hourly')) ??
    fits(prices.filter(({ kind }) => kind === 'rate_card'))
  )
}

/** Work under the contract costs nothing, so it needs no price to be settled. */
function unpriced({ outcome, workType, workTypeName }: BillableEntry): Price | undefined {
  if (outcome !== 'contract') return undefined
  return {
    kind: 'rate_card',
    id: '',
    itemId: null,
    description: workTypeName,
    workType,
    unitPrice: '0',
    vatGroup: 'standard',
    startsOn: '0001-01-01',
    endsOn: null,
  }
}
