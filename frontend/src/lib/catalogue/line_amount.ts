/** Six digits after the point, as the API keeps quantities and prices. */
const SCALE = 6
const TO_MINOR = 10n ** BigInt(2 * SCALE - 2)

/**
 * Quantity × unit price in minor units, rounded half up away from zero, exactly as the charge engine rounds a line.
 * Decimals come as digits with a point; what is not typed yet counts as nothing.
 */
export function lineAmount(quantity: string | null, unitPrice: string | null): number {
  if (quantity === null || unitPrice === null) return 0
  const product = scaled(quantity) * scaled(unitPrice)
  const half = product < 0n ? -TO_MINOR / 2n : TO_MINOR / 2n
  return Number((product + half) / TO_MINOR)
}

function scaled(decimal: string): bigint {
  const [whole, fraction = ''] = decimal.replace('-', '').split('.')
  const digits = BigInt(whole + fraction.padEnd(SCALE, '0').slice(0, SCALE))
  return decimal.startsWith('-') ? -digits : digits
}
