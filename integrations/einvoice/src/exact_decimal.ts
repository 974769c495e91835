const MILLION = 1_000_000n

/** A decimal string with at most six places as millionths, or null if it is none. */
export function millionths(text: string): bigint | null {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text)
  if (!match) return null
  const value = BigInt(match[2]) * MILLION + BigInt((match[3] ?? '').padEnd(6, '0'))
  return match[1] ? -value : value
}

/**
 * Half up by amount, so that a cancellation is the exact mirror of what it cancels; null where
 * the result is too large for a number to hold every cent.
 */
function divideHalfUp(value: bigint, divisor: bigint): number | null {
  const amount = value < 0n ? -value : value
  const rounded = Number((amount * 2n + divisor) / (divisor * 2n))
  if (!Number.isSafeInteger(rounded)) return null
  return value < 0n && rounded ? -rounded : rounded
}

/** Quantity × unit price in minor units (EN 16931 rounds each line); null if there is no such amount. */
export function lineAmount(quantity: string, unitPrice: string): number | null {
  const [left, right] = [millionths(quantity), millionths(unitPrice)]
  if (left === null || right === null) return null
  return divideHalfUp(left * right * 100n, MILLION * MILLION)
}

/** Tax on a net amount in minor units, rounded once per VAT category (BR-CO-17). */
export function taxAmount(net: number, ratePercent: string): number | null {
  const rate = millionths(ratePercent)
  return rate === null ? null : divideHalfUp(BigInt(net) * rate, MILLION * 100n)
}

/** Minor units as a plain decimal: -1234 → `-12.34`. */
export function plainAmount(minorUnits: number): string {
  const amount = Math.abs(minorUnits)
  const cents = String(amount % 100).padStart(2, '0')
  return `${minorUnits < 0 ? '-' : ''}${Math.floor(amount / 100)}.${cents}`
}

/** Drops zeros at the end but keeps `places` of them: `12.500000`, 2 → `12.50`. */
export function plainDecimal(text: string, places = 0): string {
  const [whole, fraction = ''] = text.split('.')
  const kept = fraction.replace(/0+$/, '').padEnd(places, '0')
  return kept ? `${whole}.${kept}` : whole
}

/** `-3` for `3` and back. */
export function negated(text: string): string {
  return text.startsWith('-') ? text.slice(1) : `-${text}`
}
