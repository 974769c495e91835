import { Decimal } from 'decimal.js'

/** Parses an int8 of PostgreSQL. Throws beyond 2^53, where a number would silently lose cents. */
export function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`)
  return value
}

/** Quantity × unit price in minor units, rounded half up away from zero per line (EN 16931, BR-CO-10 ff.). */
export function lineTotal(quantity: Decimal.Value, unitPrice: Decimal.Value): number {
  return new Decimal(quantity)
    .times(unitPrice)
    .times(100)
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toNumber()
}
