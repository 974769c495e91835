import { DatevError } from './datev_error.ts'

/** `net` in minor units, `vatRate` in percent as a decimal: `19` or `19.00`. */
export type NetAmount = { net: number; vatRate: string }

/**
 * The gross of each amount in minor units, so that the grosses of one rate add up to what an
 * invoice shows for that rate: VAT is computed once on the sum of the nets (EN 16931, BR-CO-17),
 * and the cents by which the single amounts miss it go to the largest of them.
 */
export function grossAmounts(amounts: readonly NetAmount[]): number[] {
  const rates = amounts.map((amount) => hundredthsOfPercent(amount.vatRate))
  const grosses = amounts.map(({ net }, index) => net + vat(net, rates[index]!))
  for (const rate of new Set(rates)) {
    const indexes = [...amounts.keys()].filter((index) => rates[index] === rate)
    const net = sum(indexes.map((index) => amounts[index]!.net))
    const difference = net + vat(net, rate) - sum(indexes.map((index) => grosses[index]!))
    const largest = indexes.reduce((best, index) =>
      Math.abs(grosses[index]!) > Math.abs(grosses[best]!) ? index : best
    )
    grosses[largest]! += difference
  }
  return grosses
}

/** `19` and `19.00` as 1900. Throws `datev_vat_rate`. */
export function hundredthsOfPercent(vatRate: string): number {
  const match = /^(\d{1,2})(?:\.(\d{1,2})0*)?$/.exec(vatRate)
  if (!match) throw new DatevError('datev_vat_rate', 'vatRate', vatRate)
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Rounded half away from zero, so that a cancellation is the mirror of its invoice. */
function vat(net: number, rate: number): number {
  if (!Number.isSafeInteger(net)) throw new DatevError('datev_amount', 'net', net)
  const rounded = (BigInt(Math.abs(net)) * BigInt(rate) + 5_000n) / 10_000n
  return Math.sign(net) * Number(rounded)
}
